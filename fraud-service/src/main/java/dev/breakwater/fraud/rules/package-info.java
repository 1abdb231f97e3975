/** What makes a charge suspicious. Plain Java: no database, no framework, no clock. */
package dev.breakwater.fraud.rules;
