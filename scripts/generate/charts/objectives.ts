// What people may count on, and what wakes somebody: objectives with the metric that measures them,
// and the conditions that nobody should sleep through. Edit this; scripts/gen makes the rules.

export type Severity = 'page' | 'ticket'

export type Objective = {
  /** In the names of recorded series. */
  readonly name: string
  /** In the names of alerts. */
  readonly title: string
  /** What is promised, for people. */
  readonly promise: string
  /** Of 1, over 30 days. */
  readonly share: number
  /** Share of what went wrong within the window `[W]`. */
  readonly errors: string
  /** What people see when it is broken. */
  readonly seen: string
  readonly runbook: string
}

const RESULTS = 'service=~"gateway-.+",route="GET /api/v1/listings"'
const CODES = 'service=~"gateway-.+",route=~"POST /api/v1/auth/otp/.+"'

const failed = (of: string): string =>
  `sum(rate(http_server_duration_ms_count{${of},status=~"5.."}[W])) ` +
  `/ sum(rate(http_server_duration_ms_count{${of}}[W]))`

export const OBJECTIVES: readonly Objective[] = [
  {
    name: 'results',
    title: 'SearchesFail',
    promise: 'a search is answered',
    share: 0.999,
    errors: failed(RESULTS),
    seen: 'People search for cars and get an error.',
    runbook: 'results-failing',
  },
  {
    name: 'sign_in',
    title: 'SignInFails',
    promise: 'a code is sent, and the right one is taken',
    share: 0.995,
    errors: failed(CODES),
    seen: 'People ask for a code, or type it, and get an error.',
    runbook: 'sign-in-broken',
  },
  {
    name: 'findable',
    title: 'AdsAreFoundLate',
    promise: 'what changed about an ad is in the index within 2.56 s',
    share: 0.99,
    // Of what changed, not of what arrived: an index that takes nothing burns all of it.
    errors:
      '1 - (sum(rate(search_findable_ms_bucket{le="2560"}[W])) or vector(0)) ' +
      '/ sum(rate(search_changes_total[W]))',
    seen: 'Ads that were published are not found; prices and sold cars are out of date.',
    runbook: 'found-late',
  },
  {
    name: 'messages',
    title: 'MessagesWait',
    promise: 'what somebody says is acknowledged within 1.28 s',
    share: 0.995,
    // What chat refuses for its own sake, or for too much of it, is an answer.
    errors:
      '1 - (sum(rate(chat_send_ms_bucket{outcome="ok",le="1280"}[W])) or vector(0)) ' +
      '/ sum(rate(chat_send_ms_count{outcome!="refused"}[W]))',
    seen: 'What people say stays "waiting": the other one does not see it yet.',
    runbook: 'messages-late',
  },
]

/** Leaving bulk out for a while is what shedding is for. */
const BEFORE_BULK = 'priority!="bulk"'
const NOT_TAKEN = 'reason=~"network_error|ratelimit_backoff"'

export type Alert = {
  readonly name: string
  readonly when: string
  /** How long it must be so. */
  readonly lasting: string
  readonly severity: Severity
  /** What people see, or what is about to happen to them. */
  readonly seen: string
  readonly runbook: string
}

export const ALERTS: readonly Alert[] = [
  {
    name: 'OutboxStuck',
    when: 'max by (service) (outbox_age_ms) > 60000',
    lasting: '5m',
    severity: 'page',
    seen: 'What {{ $labels.service }} has stored reaches nobody: nothing new is shown.',
    runbook: 'outbox-stuck',
  },
  {
    name: 'ConsumerBehind',
    when:
      'max by (service, topic) (kafka_consumer_lag) > 1000 ' +
      'and max by (service, topic) (delta(kafka_consumer_lag[10m])) >= 0',
    lasting: '10m',
    severity: 'page',
    seen: 'What {{ $labels.service }} shows of {{ $labels.topic }} is old, and gets older.',
    runbook: 'consumer-lag',
  },
  {
    name: 'PartitionsPaused',
    when: 'max by (service, topic) (kafka_partitions_paused) > 0',
    lasting: '10m',
    severity: 'ticket',
    seen: '{{ $labels.service }} waits for a server before it goes on with {{ $labels.topic }}.',
    runbook: 'consumer-lag',
  },
  {
    name: 'DeadLetters',
    // As long as one lies there, however long ago it came.
    when: 'max by (service, topic) (kafka_dead_letters) > 0',
    lasting: '0m',
    severity: 'ticket',
    seen: '{{ $labels.service }} has not seen some messages of {{ $labels.topic }}: put aside.',
    runbook: 'dead-letters',
  },
  {
    name: 'IndexBehind',
    when: 'max by (service) (search_index_age_ms) > 60000',
    lasting: '5m',
    severity: 'page',
    seen: 'Ads that were published or changed are not found: the index does not take them.',
    runbook: 'found-late',
  },
  {
    name: 'DatabaseBusy',
    when: 'max by (service) (min_over_time(postgres_pool_waiting[5m])) > 0',
    lasting: '10m',
    severity: 'ticket',
    seen: 'Pages that ask {{ $labels.service }} are slow: its requests wait for the database.',
    runbook: 'database-busy',
  },
  {
    name: 'DatabaseFull',
    when: 'sum by (service) (increase(postgres_disk_full_total[5m])) > 0',
    lasting: '0m',
    severity: 'page',
    seen: 'Nobody can save anything in {{ $labels.service }}: the disk of its database is full.',
    runbook: 'database-full',
  },
  {
    name: 'ProcessStalls',
    when: 'sum by (service) (increase(process_stalled_ms_count[10m])) > 5',
    lasting: '0m',
    severity: 'ticket',
    seen: 'All who ask {{ $labels.service }} wait half a second and more, again and again.',
    runbook: 'process-stalls',
  },
  {
    name: 'Overloaded',
    when: `sum by (service) (rate(requests_shed_total{${BEFORE_BULK}}[5m])) > 0`,
    lasting: '5m',
    severity: 'page',
    seen: '{{ $labels.service }} has too much to do: people read "try again in a few seconds".',
    runbook: 'overloaded',
  },
  {
    name: 'BreakerOpen',
    when: 'max by (service, target) (min_over_time(rpc_client_breaker_open[2m])) > 0',
    lasting: '2m',
    severity: 'page',
    seen: '{{ $labels.service }} gets no answer from {{ $labels.target }} and no longer asks.',
    runbook: 'breaker-open',
  },
  {
    name: 'ErrorsNotSent',
    when: `sum by (service) (increase(errors_dropped_total{${NOT_TAKEN}}[30m])) > 0`,
    lasting: '30m',
    severity: 'ticket',
    seen: 'Nobody: errors of {{ $labels.service }} are in its log alone, the receiver takes none.',
    runbook: 'errors-not-sent',
  },
  {
    name: 'FlagsBroken',
    when: 'max by (service) (flags_broken) > 0',
    lasting: '2m',
    severity: 'ticket',
    seen: 'All experiments are over: {{ $labels.service }} cannot read its flags.',
    runbook: 'flags-broken',
  },
  {
    name: 'CanaryRevealed',
    when: 'sum(increase(leads_canary_reveals_total[5m])) > 0',
    lasting: '0m',
    severity: 'ticket',
    seen: 'Somebody collects phone numbers of sellers.',
    runbook: 'canary-revealed',
  },
  {
    name: 'PushFailing',
    when:
      // `deferred` counts each once, with its first try that came to nothing: waiting for an hour
      // is seen now and not when the day is over.
      'sum(rate(notify_deliveries_total{channel="push",outcome=~"deferred|refused|expired"}' +
      '[15m])) > 0.2 * sum(rate(notify_deliveries_total{channel="push"}[15m]))',
    lasting: '15m',
    severity: 'ticket',
    seen: 'One notification in five does not ring, or rings late.',
    runbook: 'push-failing',
  },
  {
    name: 'AlertsLate',
    when: 'max(search_alert_overdue_ms) > 300000',
    lasting: '5m',
    severity: 'page',
    seen: 'People hear late, or not at all, of cars that they have saved a search for.',
    runbook: 'alerts-late',
  },
  {
    name: 'NotificationsLate',
    when: 'max(notify_delivery_overdue_ms) > 120000',
    lasting: '5m',
    severity: 'page',
    seen: 'Nothing rings: messages, offers and alerts are in the app and reach nobody outside it.',
    runbook: 'notifications-late',
  },
  {
    name: 'PhotosWait',
    when: 'max(media_job_age_ms) > 120000',
    lasting: '5m',
    severity: 'page',
    seen: 'Sellers wait for their photos and cannot publish.',
    runbook: 'photos-wait',
  },
  {
    name: 'DecoderDies',
    when: 'sum(increase(media_decoder_died_total[15m])) > 5',
    lasting: '0m',
    severity: 'ticket',
    seen: 'Some photos are refused: they kill the process that reads them.',
    runbook: 'photos-wait',
  },
  {
    name: 'SocketsGone',
    when: 'sum(live_sockets) == 0 and sum(live_sockets offset 30m) > 10',
    lasting: '5m',
    severity: 'page',
    seen: 'Messages come only after a reload: nobody is connected any more.',
    runbook: 'messages-late',
  },
  {
    name: 'ArchivingFails',
    when: 'max(postgres_archive_failing_ms) > 60000',
    lasting: '2m',
    severity: 'page',
    seen: 'Nothing yet. If the database were lost now, everything since then would be gone.',
    runbook: 'backups-stand-still',
  },
]
