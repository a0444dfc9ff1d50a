// What Prometheus would have scraped: for each alert a trouble that must wake somebody, and a quiet
// day. Series in promtool's notation, one sample a minute.

import { DAY, growing, type Scenario, type Series, steady } from './series.ts'
import { SIGN_IN_SCENARIOS } from './sign-in-scenarios.ts'

const requests = (route: string, status: number, perMinute: number): Series => [
  `http_server_duration_ms_count{service="gateway-pwa",route="${route}",status="${status}"}`,
  `0+${perMinute}x${DAY}`,
]
const SEARCH = 'GET /api/v1/listings'
const CODE = 'POST /api/v1/auth/otp/request'

/** Three speeds of burning one objective: shares of a thousand requests a minute that fail. */
const burning = (
  title: string,
  route: string,
  { fast, slow, simmering, fine }: Record<'fast' | 'slow' | 'simmering' | 'fine', number>,
): Scenario[] => {
  const failing = (failed: number) => [
    requests(route, 200, 1_000 - failed),
    requests(route, 503, failed),
  ]
  const healthy = failing(fine)
  return [
    { alert: `${title}Fast`, broken: failing(fast), healthy, after: 65 },
    { alert: `${title}Slowly`, broken: failing(slow), healthy, after: 365 },
    { alert: `${title}Simmering`, broken: failing(simmering), healthy, after: 365 },
  ]
}

/** Of a thousand changes a minute, how many are in the index within 2.56 s. */
const indexed = (inTime: number): Series[] => [
  ['search_findable_ms_bucket{service="search",le="2560"}', `0+${inTime}x${DAY}`],
  ['search_changes_total{service="search"}', `0+1000x${DAY}`],
]

/** Of a thousand messages a minute, how many are acknowledged in time, and how many never. */
const acknowledged = (inTime: number, failed = 0): Series[] => [
  ['chat_send_ms_bucket{service="gateway-pwa",outcome="ok",le="1280"}', `0+${inTime}x${DAY}`],
  ['chat_send_ms_count{service="gateway-pwa",outcome="ok"}', `0+${1_000 - failed}x${DAY}`],
  ['chat_send_ms_count{service="gateway-pwa",outcome="failed"}', `0+${failed}x${DAY}`],
  // Of somebody who writes a lot: no reason to wake anybody.
  ['chat_send_ms_count{service="gateway-pwa",outcome="refused"}', `0+500x${DAY}`],
]

const OF_OPERATOR = 'barman_cloud_cloudnative_pg_io_last_available_backup_timestamp'
const BREAKER = 'rpc_client_breaker_open{service="gateway-pwa",target="pkauto.search.v1.Search"}'

export const SCENARIOS: readonly Scenario[] = [
  ...burning('SearchesFail', SEARCH, { fast: 20, slow: 8, simmering: 4, fine: 1 }),
  ...burning('SignInFails', CODE, { fast: 90, slow: 40, simmering: 20, fine: 4 }),
  // Elasticsearch is away: nothing is acknowledged, neither in time nor late.
  { alert: 'AdsAreFoundLateFast', broken: indexed(0), healthy: indexed(995), after: 65 },
  { alert: 'AdsAreFoundLateSlowly', broken: indexed(930), healthy: indexed(995), after: 365 },
  { alert: 'AdsAreFoundLateSimmering', broken: indexed(960), healthy: indexed(995), after: 365 },
  {
    alert: 'MessagesWaitFast',
    // Nothing was ever acknowledged: there is no such series.
    broken: acknowledged(0, 1_000).slice(2),
    healthy: acknowledged(997, 1),
    after: 65,
  },
  {
    alert: 'MessagesWaitSlowly',
    broken: acknowledged(960),
    healthy: acknowledged(997, 1),
    after: 365,
  },
  {
    alert: 'MessagesWaitSimmering',
    broken: acknowledged(980, 10),
    healthy: acknowledged(997, 1),
    after: 365,
  },
  {
    alert: 'OutboxStuck',
    broken: [['outbox_age_ms{service="catalogue"}', `0+60000x${DAY}`]],
    healthy: [steady('outbox_age_ms{service="catalogue"}', 800)],
    after: 15,
  },
  {
    alert: 'ConsumerBehind',
    broken: [growing('kafka_consumer_lag{service="search",topic="catalogue.listing.v1"}', 200)],
    // A backlog that is being worked off wakes nobody.
    healthy: [
      ['kafka_consumer_lag{service="search",topic="catalogue.listing.v1"}', '90000-1000x80'],
    ],
    after: 40,
  },
  {
    alert: 'PartitionsPaused',
    broken: [steady('kafka_partitions_paused{service="notify",topic="leads.lead.v1"}', 2)],
    healthy: [steady('kafka_partitions_paused{service="notify",topic="leads.lead.v1"}', 0)],
    after: 15,
  },
  {
    alert: 'DeadLetters',
    // Put aside seven hours ago, and nobody has looked yet.
    broken: [
      ['kafka_dead_letters{service="chat",topic="identity.person.v1"}', `0x10 2x${DAY}`],
      [
        'kafka_events_consumed_total{service="chat",topic="identity.person.v1",outcome="dead"}',
        `0x10 2x${DAY}`,
      ],
    ],
    healthy: [
      ['kafka_dead_letters{service="chat",topic="identity.person.v1"}', `0x10 2x60 0x${DAY}`],
    ],
    after: 420,
  },
  {
    alert: 'IndexBehind',
    broken: [['search_index_age_ms{service="search"}', `0+60000x${DAY}`]],
    healthy: [steady('search_index_age_ms{service="search"}', 300)],
    after: 15,
  },
  {
    alert: 'DatabaseBusy',
    broken: [steady('postgres_pool_waiting{service="catalogue"}', 4)],
    // A moment of waiting is what a pool is for.
    healthy: [['postgres_pool_waiting{service="catalogue"}', '0 0 9 0 0 0 7 0 0 5 0 0 3 0 0x200']],
    after: 20,
  },
  {
    alert: 'DatabaseFull',
    broken: [['postgres_disk_full_total{service="catalogue"}', '0x10 0+20x200']],
    healthy: [steady('postgres_disk_full_total{service="catalogue"}', 40)],
    after: 15,
  },
  {
    alert: 'ProcessStalls',
    broken: [growing('process_stalled_ms_count{service="search"}', 2)],
    healthy: [['process_stalled_ms_count{service="search"}', '0x10 1x200']],
    after: 20,
  },
  {
    alert: 'Overloaded',
    broken: [growing('requests_shed_total{service="search",priority="normal"}', 5)],
    healthy: [growing('requests_shed_total{service="search",priority="bulk"}', 5)],
    after: 15,
  },
  {
    alert: 'BreakerOpen',
    broken: [steady(BREAKER, 1)],
    healthy: [[BREAKER, `0x10 1 0x${DAY}`]],
    after: 12,
  },
  {
    alert: 'ErrorsNotSent',
    broken: [growing('errors_dropped_total{service="chat",reason="network_error"}', 1)],
    healthy: [growing('errors_dropped_total{service="chat",reason="sample_rate"}', 9)],
    after: 60,
  },
  {
    alert: 'FlagsBroken',
    broken: [steady('flags_broken{service="gateway-pwa"}', 1)],
    healthy: [steady('flags_broken{service="gateway-pwa"}', 0)],
    after: 5,
  },
  ...SIGN_IN_SCENARIOS,
  {
    alert: 'CanaryRevealed',
    broken: [['leads_canary_reveals_total{service="leads"}', '0x10 1x1440']],
    healthy: [steady('leads_canary_reveals_total{service="leads"}', 7)],
    after: 12,
  },
  {
    alert: 'NoCanaries',
    broken: [steady('leads_canaries{service="leads"}', 0)],
    healthy: [steady('leads_canaries{service="leads"}', 5)],
    after: 90,
  },
  {
    alert: 'PushFailing',
    broken: [
      growing('notify_deliveries_total{channel="push",purpose="chat",outcome="sent"}', 60),
      growing('notify_deliveries_total{channel="push",purpose="chat",outcome="deferred"}', 40),
    ],
    // Subscriptions end; that is no failure.
    healthy: [
      growing('notify_deliveries_total{channel="push",purpose="chat",outcome="sent"}', 60),
      growing('notify_deliveries_total{channel="push",purpose="chat",outcome="gone"}', 40),
    ],
    after: 35,
  },
  {
    alert: 'AlertsLate',
    broken: [growing('search_alert_overdue_ms{service="search"}', 60_000)],
    // At eight in the morning all daily ones are due at once.
    healthy: [['search_alert_overdue_ms{service="search"}', `0x10 60000+60000x6 0x${DAY}`]],
    after: 20,
  },
  {
    alert: 'NotificationsLate',
    broken: [growing('notify_delivery_overdue_ms{service="notify"}', 60_000)],
    healthy: [steady('notify_delivery_overdue_ms{service="notify"}', 4_000)],
    after: 15,
  },
  {
    alert: 'PhotosWait',
    broken: [['media_job_age_ms{service="media-iq"}', `0+60000x${DAY}`]],
    healthy: [steady('media_job_age_ms{service="media-iq"}', 9_000)],
    after: 15,
  },
  {
    alert: 'DecoderDies',
    broken: [growing('media_decoder_died_total{service="media-iq"}', 1)],
    healthy: [['media_decoder_died_total{service="media-iq"}', '0x10 1x200']],
    after: 20,
  },
  {
    alert: 'SocketsGone',
    broken: [['live_sockets{service="gateway-pwa"}', '400x30 0x1400']],
    // Nobody was there before either.
    healthy: [steady('live_sockets{service="gateway-pwa"}', 0)],
    after: 40,
  },
  {
    alert: 'ArchivingFails',
    broken: [['postgres_archive_failing_ms{service="catalogue"}', `0x10 10000+60000x${DAY}`]],
    // One file that was asked for twice.
    healthy: [['postgres_archive_failing_ms{service="catalogue"}', `0x10 12000 0x${DAY}`]],
    after: 20,
  },
  {
    alert: 'BackupTooOld',
    broken: [['postgres_backup_age_ms{service="catalogue"}', `80000000+60000x${DAY}`]],
    // Taken anew each day.
    healthy: [['postgres_backup_age_ms{service="catalogue"}', `80000000+60000x120 0+60000x${DAY}`]],
    after: 260,
  },
  {
    alert: 'OperatorBackupTooOld',
    // The primary's and a standby's, which has taken none.
    broken: [
      [`${OF_OPERATOR}{pod="postgres-1"}`, `0x${2 * DAY}`],
      [`${OF_OPERATOR}{pod="postgres-2"}`, `0x${2 * DAY}`],
    ],
    healthy: [
      [`${OF_OPERATOR}{pod="postgres-1"}`, `0x1440 86400x${DAY}`],
      [`${OF_OPERATOR}{pod="postgres-2"}`, `0x${2 * DAY}`],
    ],
    after: 1_600,
  },
  {
    alert: 'ObjectListTooOld',
    // Made, and never run to its end.
    broken: [['kube_cronjob_created{cronjob="object-list"}', `0x${2 * DAY}`]],
    healthy: [
      ['kube_cronjob_created{cronjob="object-list"}', `0x${2 * DAY}`],
      ['kube_cronjob_status_last_successful_time{cronjob="object-list"}', `_x1440 86400x${DAY}`],
    ],
    after: 1_600,
  },
]
