/** What the services are made of, against advisories: offline, from files that somebody brought. */
package dev.breakwater.audit;
