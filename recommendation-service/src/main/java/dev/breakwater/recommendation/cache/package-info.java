/** What the model said last to each customer: in this process, or in Redis where one is configured. */
package dev.breakwater.recommendation.cache;
