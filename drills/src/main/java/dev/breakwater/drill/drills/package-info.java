/** What drills break, one file each: see {@link dev.breakwater.drill.drills.Drill}. */
package dev.breakwater.drill.drills;
