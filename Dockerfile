# One file for all services, the service is an argument:
#   docker buildx build --build-arg SERVICE=order-service --tag breakwater/order-service:0.1.0 .
# Compose builds all four: docker compose build

# The same for every service, and so made once. An 'aot-jar' has no class loader of its own: the JVM's AOT cache knows the
# JVM's own alone.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /breakwater
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -q package -Dmaven.test.skip=true -Dspotless.check.skip=true -Dquarkus.package.jar.type=aot-jar \
        -pl order-service,payment-service,fraud-service,recommendation-service -am

FROM eclipse-temurin:25-jre
ARG SERVICE
WORKDIR /service
# What changes least comes first: of a new version of the code only the last two are new.
COPY --from=build /breakwater/${SERVICE}/target/quarkus-app/lib lib
COPY --from=build /breakwater/${SERVICE}/target/quarkus-app/quarkus-run.jar .
COPY --from=build /breakwater/${SERVICE}/target/quarkus-app/quarkus quarkus
COPY --from=build /breakwater/${SERVICE}/target/quarkus-app/app app

# In a container every service listens on the same ports.
ENV QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=8080 \
    QUARKUS_MANAGEMENT_HOST=0.0.0.0 QUARKUS_MANAGEMENT_PORT=9000
EXPOSE 8080 9000

# The serial collector and a small heap: a service has one or two cores and some tens of megabytes that live. The rest of
# the limit is for classes, code, threads and buffers. A name in DNS may change: it is asked anew after five seconds.
ENV JAVA_TOOL_OPTIONS="-XX:+UseSerialGC -XX:MaxRAMPercentage=35 -XX:ReservedCodeCacheSize=48m -Xss512k -XX:+ExitOnOutOfMemoryError -Dsun.net.inetaddr.ttl=5"

# A first life, in which the JVM writes down what it loaded and learned for those to come (docs/decisions/0031).
COPY containers/ask .
RUN --mount=type=bind,source=containers/train.sh,target=/tmp/train.sh /tmp/train.sh service.aot

USER 10001:10001
HEALTHCHECK --interval=2s --timeout=2s --start-period=60s --retries=2 \
    CMD ["/service/ask", "9000", "/q/health/ready"]
ENTRYPOINT ["java", "-XX:AOTCache=/service/service.aot", "-jar", "/service/quarkus-run.jar"]

ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Breakwater ${SERVICE}" \
      org.opencontainers.image.description="A checkout flow that stands when its dependencies fall." \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0"
