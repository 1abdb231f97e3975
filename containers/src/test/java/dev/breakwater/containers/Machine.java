package dev.breakwater.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;

/**
 * One container and what can happen to it. As in the manifests its root is read-only, it has no capabilities and no more
 * memory than it is given; its ports are on 127.0.0.1.
 */
final class Machine {
    private static final long KILLED = 128 + 9;

    private final DockerClient docker = DockerClientFactory.instance().client();
    private final String name;
    private final Container container;
    private int uid = 10001;

    /**
     * @param networks each with the names that the others find this machine by
     * @param memoryBytes its limit
     */
    Machine(
            String image,
            String name,
            Map<Network, List<String>> networks,
            Map<String, String> environment,
            List<String> arguments,
            long memoryBytes,
            List<Integer> ports) {
        this.name = name;
        this.container = new Container(image, networks);
        container.withEnv(environment);
        container.withLabel("dev.breakwater.run", System.getProperty("breakwater.run", "by hand"));
        container.withExposedPorts(ports.toArray(Integer[]::new));
        if (!arguments.isEmpty()) {
            container.withCommand(arguments.toArray(String[]::new));
        }
        container.withStartupTimeout(Duration.ofMinutes(3));
        container.withCreateContainerCmdModifier(create -> contain(create.getHostConfig(), memoryBytes, ports));
    }

    private static void contain(HostConfig host, long memoryBytes, List<Integer> ports) {
        host.withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges:true"))
                .withMemory(memoryBytes)
                .withMemorySwap(memoryBytes)
                .withPortBindings(ports.stream()
                        .map(port -> new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(port)))
                        .toList());
    }

    /** Runs as this user and group; as the image's own otherwise. */
    Machine withUser(int id) {
        uid = id;
        container.withCreateContainerCmdModifier(create -> create.withUser(id + ":" + id));
        return this;
    }

    /** Directories in memory, which its user may write to. */
    Machine withTemporary(String... directories) {
        String options = "rw,uid=" + uid + ",gid=" + uid;
        container.withTmpFs(
                List.of(directories).stream().collect(Collectors.toMap(directory -> directory, all -> options)));
        return this;
    }

    Machine withFile(Path file, String place) {
        container.withCreateContainerCmdModifier(create ->
                create.getHostConfig().withBinds(new Bind(file.toString(), new Volume(place), AccessMode.ro)));
        return this;
    }

    /** Creates it, without waiting for anything. */
    Machine create() {
        container.start();
        return this;
    }

    /** Ends at once, as if the power had gone. */
    void kill() {
        docker.killContainerCmd(id()).exec();
    }

    /** Ends as the engine ends a container: asked first. */
    void stop(Duration grace) {
        docker.stopContainerCmd(id()).withTimeout((int) grace.toSeconds()).exec();
    }

    void start() {
        docker.startContainerCmd(id()).exec();
    }

    /** Hangs: keeps its connections and answers nothing. */
    void pause() {
        docker.pauseContainerCmd(id()).exec();
    }

    /** No packet comes or goes any more on this network. */
    void unplug(Network network) {
        docker.disconnectFromNetworkCmd()
                .withContainerId(id())
                .withNetworkId(network.getId())
                .exec();
    }

    /** Whatever was done to it: it runs, and is on its networks. */
    void heal() {
        InspectContainerResponse.ContainerState state = inspect().getState();
        if (Boolean.TRUE.equals(state.getPaused())) {
            docker.unpauseContainerCmd(id()).exec();
        } else if (!Boolean.TRUE.equals(state.getRunning())) {
            start();
        }
        container.plugIn(id(), attached());
    }

    boolean isHealthy() {
        return "healthy".equals(inspect().getState().getHealth().getStatus());
    }

    boolean wasKilledForItsMemory() {
        return Boolean.TRUE.equals(inspect().getState().getOOMKilled());
    }

    /** Whether the engine lost its patience with it. */
    boolean wasEndedByForce() {
        return inspect().getState().getExitCodeLong() == KILLED;
    }

    /** Where it is now: after each start on another port. */
    URI at(int port, String path) {
        Ports.Binding[] bindings =
                inspect().getNetworkSettings().getPorts().getBindings().get(ExposedPort.tcp(port));
        if (bindings == null || bindings.length == 0) {
            throw new IllegalStateException(name + " does not publish " + port + " now");
        }
        return URI.create("http://127.0.0.1:" + bindings[0].getHostPortSpec() + path);
    }

    /** Runs a command in it and gives what it printed. */
    String run(String... command) {
        try {
            GenericContainer.ExecResult result = container.execInContainer(command);
            if (result.getExitCode() != 0) {
                throw new IllegalStateException(name + ": " + result.getStderr());
            }
            return result.getStdout().strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String logs() {
        return container.getLogs();
    }

    void remove() {
        container.stop();
    }

    private String id() {
        return container.getContainerId();
    }

    private InspectContainerResponse inspect() {
        return docker.inspectContainerCmd(id()).exec();
    }

    private List<String> attached() {
        return inspect().getNetworkSettings().getNetworks().values().stream()
                .map(ContainerNetwork::getNetworkID)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }

    /** Testcontainers puts a container on one network; ours are on as many as they are given, before they start. */
    private static final class Container extends GenericContainer<Container> {
        private final Map<Network, List<String>> networks;

        Container(String image, Map<Network, List<String>> networks) {
            super(DockerImageName.parse(image));
            this.networks = networks;
            Map.Entry<Network, List<String>> first =
                    networks.entrySet().iterator().next();
            withNetwork(first.getKey());
            setNetworkAliases(List.copyOf(first.getValue()));
            waitingFor(new NoWait());
        }

        @Override
        protected void containerIsCreated(String id) {
            plugIn(id, List.of(networks.keySet().iterator().next().getId()));
        }

        void plugIn(String id, List<String> already) {
            networks.forEach((network, names) -> {
                if (!already.contains(network.getId())) {
                    dockerClient
                            .connectToNetworkCmd()
                            .withContainerId(id)
                            .withNetworkId(network.getId())
                            .withContainerNetwork(new ContainerNetwork().withAliases(names))
                            .exec();
                }
            });
        }
    }
}
