/** The model: what is bought together, learned at the start from the shop's baskets. */
package dev.breakwater.recommendation.model;
