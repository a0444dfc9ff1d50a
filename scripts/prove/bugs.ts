// Every seeded bug, by the area it lives in.
import type { Bug } from './bug.ts'
import { ALERT_BUGS } from './bugs/services/alerts.ts'
import { AMOUNT_BUGS } from './bugs/packages/amounts.ts'
import { CATALOGUE_BUGS } from './bugs/services/catalogue.ts'
import { CHART_BUGS } from './bugs/operations/charts.ts'
import { CHECKER_BUGS } from './bugs/operations/checkers.ts'
import { CLIENT_BUGS } from './bugs/clients/clients.ts'
import { DISASTER_BUGS } from './bugs/operations/disaster.ts'
import { FAVOURITE_BUGS } from './bugs/services/favourites.ts'
import { FRAUD_BUGS } from './bugs/services/fraud.ts'
import { GATEWAY_BUGS } from './bugs/clients/gateways.ts'
import { GRPC_BUGS } from './bugs/packages/grpc.ts'
import { HTTP_BUGS } from './bugs/packages/http.ts'
import { IDENTITY_BUGS } from './bugs/services/identity.ts'
import { IMAGE_BUGS } from './bugs/operations/images.ts'
import { KAFKA_BUGS } from './bugs/packages/kafka.ts'
import { LIVE_BUGS } from './bugs/packages/live.ts'
import { LOAD_BUGS } from './bugs/operations/load.ts'
import { MEDIA_IQ_BUGS } from './bugs/services/media-iq.ts'
import { NOTICE_BUGS } from './bugs/services/notices.ts'
import { OFFLINE_BUGS } from './bugs/clients/offline.ts'
import { OPERATIONS_BUGS } from './bugs/operations/operations.ts'
import { PHONE_BUGS } from './bugs/services/phones.ts'
import { PLATFORM_BUGS } from './bugs/operations/platform.ts'
import { POSTGRES_BUGS } from './bugs/packages/postgres.ts'
import { QUESTION_BUGS } from './bugs/services/questions.ts'
import { RACE_BUGS } from './bugs/rules/races.ts'
import { READING_BUGS } from './bugs/packages/reading.ts'
import { RELEASE_BUGS } from './bugs/operations/releases.ts'
import { SEARCH_BUGS } from './bugs/services/search.ts'
import { ATTACHMENT_BUGS } from './bugs/services/attachments.ts'
import { SELLING_BUGS } from './bugs/services/selling.ts'
import { CHAT_BUGS } from './bugs/services/chat.ts'
import { TALKING_BUGS } from './bugs/services/talking.ts'
import { TENANCY_BUGS } from './bugs/rules/tenancy.ts'
import { WATCHING_BUGS } from './bugs/operations/watching.ts'
import { WRITE_BUGS } from './bugs/rules/writes.ts'

export const BUGS: readonly Bug[] = [
  ...ALERT_BUGS,
  ...AMOUNT_BUGS,
  ...CATALOGUE_BUGS,
  ...CHART_BUGS,
  ...CHECKER_BUGS,
  ...CLIENT_BUGS,
  ...DISASTER_BUGS,
  ...FAVOURITE_BUGS,
  ...FRAUD_BUGS,
  ...GATEWAY_BUGS,
  ...GRPC_BUGS,
  ...HTTP_BUGS,
  ...IDENTITY_BUGS,
  ...IMAGE_BUGS,
  ...KAFKA_BUGS,
  ...LIVE_BUGS,
  ...LOAD_BUGS,
  ...MEDIA_IQ_BUGS,
  ...NOTICE_BUGS,
  ...OFFLINE_BUGS,
  ...OPERATIONS_BUGS,
  ...PHONE_BUGS,
  ...PLATFORM_BUGS,
  ...POSTGRES_BUGS,
  ...QUESTION_BUGS,
  ...RACE_BUGS,
  ...READING_BUGS,
  ...RELEASE_BUGS,
  ...SEARCH_BUGS,
  ...SELLING_BUGS,
  ...ATTACHMENT_BUGS,
  ...CHAT_BUGS,
  ...TALKING_BUGS,
  ...TENANCY_BUGS,
  ...WATCHING_BUGS,
  ...WRITE_BUGS,
]
