/** The manifests under {@code k8s/}, rendered and read as strictly as an API server would. */
package dev.breakwater.manifests;
