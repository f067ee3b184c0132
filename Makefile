# `sam build` calls build-<logical id of a function>. Each target copies target/lambda of its module, which `package` made:
# the same bytes that the local platform runs. Users of the project call ./mvnw and ./local.

.PHONY: all build-AuthHttpFunction build-AuthorizerFunction build-AuthCommandsFunction build-OrdersHttpFunction build-OrderStreamFunction build-OrderCommandsFunction build-ImportsHttpFunction build-ImportFileFunction build-JobsHttpFunction build-RunJobFunction

all:
	./mvnw verify

build-AuthHttpFunction: MODULE = auth-service
build-AuthorizerFunction: MODULE = auth-service
build-AuthCommandsFunction: MODULE = auth-service
build-OrdersHttpFunction: MODULE = orders-service
build-OrderStreamFunction: MODULE = orders-service
build-OrderCommandsFunction: MODULE = orders-service
build-ImportsHttpFunction: MODULE = s3-ingest-service
build-ImportFileFunction: MODULE = s3-ingest-service
build-JobsHttpFunction: MODULE = scheduled-jobs
build-RunJobFunction: MODULE = scheduled-jobs

build-AuthHttpFunction build-AuthorizerFunction build-AuthCommandsFunction build-OrdersHttpFunction build-OrderStreamFunction build-OrderCommandsFunction build-ImportsHttpFunction build-ImportFileFunction build-JobsHttpFunction build-RunJobFunction:
	$(if $(ARTIFACTS_DIR),,$(error ARTIFACTS_DIR is not set: run `sam build`, which calls this target))
	$(if $(call stale,$(MODULE)),./mvnw -q -B -DskipTests -pl $(MODULE) -am package)
	mkdir -p "$(ARTIFACTS_DIR)/lib"
	cp $(MODULE)/target/lambda/lib/*.jar "$(ARTIFACTS_DIR)/lib/"

# Names what is newer than the package of module $(1), or "missing" when there is no package.
stale = $(shell if [ -f $(1)/target/lambda/lib/$(1).jar ]; then \
	find pom.xml $(1)/pom.xml $(1)/src/main $(foreach m,$(DEPENDENCIES),$(m)/pom.xml $(m)/src/main) -newer $(1)/target/lambda/lib/$(1).jar | head -1; \
	else echo missing; fi)
DEPENDENCIES = shared-model lambda-kit schedule-expressions
