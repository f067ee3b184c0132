# Sets JAVA_HOME to a JDK 25 or newer; sourced by mvnw and local. The `java` on the PATH may be older.
#
# Order: JAVA_HOME, the java on the PATH, then the usual places. A home counts when its `release`
# file says 25 or newer and it has a compiler (a runtime alone cannot build).

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ -n "$major" ] && [ "$major" -ge 25 ]
}

home_of_java_on_path() {
  on_path=$(command -v java 2>/dev/null) || return 1
  while [ -L "$on_path" ]; do
    target=$(readlink "$on_path")
    case "$target" in
      /*) on_path=$target ;;
      *) on_path=$(dirname "$on_path")/$target ;;
    esac
  done
  dirname "$(dirname "$on_path")"
}

find_jdk_25() {
  if [ -n "${JAVA_HOME-}" ] && is_jdk_25 "$JAVA_HOME"; then
    return 0
  fi
  candidate=$(home_of_java_on_path) || candidate=
  if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
    JAVA_HOME=$candidate
    return 0
  fi
  # ORDERFLOW_JDK_DIRS replaces the usual places; tests use it.
  jdk_dirs=${ORDERFLOW_JDK_DIRS-/usr/lib/jvm /usr/java /opt /opt/java $HOME/.sdkman/candidates/java $HOME/.jdks $HOME/.asdf/installs/java /Library/Java/JavaVirtualMachines /opt/homebrew/opt}
  for jdk_dir in $jdk_dirs; do
    [ -d "$jdk_dir" ] || continue
    for candidate in $(ls -1 "$jdk_dir"); do
      for home in "$jdk_dir/$candidate" "$jdk_dir/$candidate/Contents/Home"; do
        if is_jdk_25 "$home"; then
          JAVA_HOME=$home
          return 0
        fi
      done
    done
  done
  echo "orderflow needs a JDK 25 or newer and found none: install one (for example Temurin 25 from https://adoptium.net) or set JAVA_HOME to it." >&2
  return 1
}

find_jdk_25 || exit 1
export JAVA_HOME
