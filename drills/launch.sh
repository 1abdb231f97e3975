# For the scripts at the root: builds what is missing and runs a command of the drill module, or of another whose jar is
# named, with the libraries beside it.
# usage: home=DIRECTORY; . drills/launch.sh; [jar=FILE;] launch CLASS ARGUMENTS…

jar=drills/target/drill.jar
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# The tree is built when every artifact is there and no source is newer than any of them.
is_built() {
  local artifact
  for artifact in {order,payment,fraud,recommendation}-service/target/quarkus-app/quarkus-run.jar "$jar"; do
    [ -e "$artifact" ] || return 1
    [ -z "$(find pom.xml ./*/pom.xml ./*/src/main -newer "$artifact" -type f -print -quit)" ] || return 1
  done
}

build() {
  echo 'building what is missing, which takes a minute: mvn -DskipTests package' >&2
  mvn -B -ntp -q -DskipTests package >&2 || {
    echo 'the build failed; see above' >&2
    exit 3
  }
}

launch() {
  (
    cd "$home" || exit 3
    # Two that start at the same time must not build at the same time.
    if ! is_built; then
      if command -v flock >/dev/null; then
        exec 9<pom.xml
        flock 9
      fi
      is_built || build
    fi
  ) || exit
  # A script that starts this in the background makes it deaf to Ctrl-C, which is how it is meant to end.
  local hearing=()
  env --default-signal=INT true 2>/dev/null && hearing=(env --default-signal=INT)
  exec ${hearing[@]+"${hearing[@]}"} "$java" -Xms16m -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData \
    -Dslf4j.internal.verbosity=ERROR -Dbreakwater.home="$home" \
    -cp "$home/$jar:$home/${jar%/*}/lib/*" "$@"
}
