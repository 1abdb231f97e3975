/** A drill's course: phases, what the traffic met in each, recovery, and the verdict. */
package dev.breakwater.drill.run;
