// The three files a native Kafka needs: what to fetch, how to log, how to run.

export function kafkaPom(version: string): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>pkauto</groupId>
  <artifactId>kafka-dist</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka_2.13</artifactId>
      <version>${version}</version>
      <exclusions>
        <exclusion>
          <groupId>org.apache.kafka</groupId>
          <artifactId>kafka-tools-api</artifactId>
        </exclusion>
      </exclusions>
    </dependency>
    <dependency>
      <groupId>org.apache.logging.log4j</groupId>
      <artifactId>log4j-slf4j-impl</artifactId>
      <version>2.25.5</version>
    </dependency>
  </dependencies>
</project>
`
}

export function kafkaLogging(): string {
  return `rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{ISO8601} %p %c{1} %m%n
`
}

export type KafkaPlace = {
  readonly broker: number
  readonly controller: number
  readonly logs: string
  /** The broker asks everybody for a login, and lets others do only what rules of access say. */
  readonly superuser?: { readonly user: string; readonly password: string }
}

const MODULE = 'org.apache.kafka.common.security.scram.ScramLoginModule'

// The controller's own line has no logins: only the broker itself can reach it.
const guarded = ({ user, password }: NonNullable<KafkaPlace['superuser']>): string =>
  `sasl.enabled.mechanisms=SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config=${MODULE} required \\
  username="${user}" password="${password}";
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:${user};User:ANONYMOUS
`

/**
 * One node, every replication factor 1; groups form at once, small index files and quick deletes
 * because tests make and drop many topics.
 */
export function kafkaProperties({ broker, controller, logs, superuser }: KafkaPlace): string {
  const listener = superuser ? 'SASL_PLAINTEXT' : 'PLAINTEXT'
  return `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controller}
listeners=${listener}://127.0.0.1:${broker},CONTROLLER://127.0.0.1:${controller}
advertised.listeners=${listener}://127.0.0.1:${broker}
controller.listener.names=CONTROLLER
inter.broker.listener.name=${listener}
listener.security.protocol.map=CONTROLLER:PLAINTEXT,${listener}:${listener}
log.dirs=${logs}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=2
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=1000
log.cleaner.dedupe.buffer.size=4194304
log.cleaner.backoff.ms=1000
log.segment.bytes=67108864
log.index.size.max.bytes=1048576
log.segment.delete.delay.ms=1000
num.network.threads=2
num.io.threads=2
${superuser ? guarded(superuser) : ''}`
}
