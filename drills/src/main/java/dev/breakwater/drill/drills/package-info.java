/** What drills break, and where calls of it are counted: see {@link dev.breakwater.drill.drills.Drills}. */
package dev.breakwater.drill.drills;
