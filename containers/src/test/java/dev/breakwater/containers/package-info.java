/**
 * The whole system in containers, with the environment that the Kubernetes manifests give it, and what customers see when
 * the engine takes something away.
 */
package dev.breakwater.containers;
