/** No secret is in the repository. */
package dev.breakwater.secrets;
