/** {@code POST /assessments}: one assessment per charge, judged by the rules over what the database remembers. */
package dev.breakwater.fraud.assessment;
