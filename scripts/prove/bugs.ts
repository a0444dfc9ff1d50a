// Every seeded bug, by the area it lives in.
import type { Bug } from './bug.ts'
import { ALERT_BUGS } from './bugs/alerts.ts'
import { AMOUNT_BUGS } from './bugs/amounts.ts'
import { CATALOGUE_BUGS } from './bugs/catalogue.ts'
import { CHART_BUGS } from './bugs/charts.ts'
import { CLIENT_BUGS } from './bugs/clients.ts'
import { DISASTER_BUGS } from './bugs/disaster.ts'
import { FAVOURITE_BUGS } from './bugs/favourites.ts'
import { FRAUD_BUGS } from './bugs/fraud.ts'
import { GATEWAY_BUGS } from './bugs/gateways.ts'
import { GRPC_BUGS } from './bugs/grpc.ts'
import { HTTP_BUGS } from './bugs/http.ts'
import { IDENTITY_BUGS } from './bugs/identity.ts'
import { IMAGE_BUGS } from './bugs/images.ts'
import { KAFKA_BUGS } from './bugs/kafka.ts'
import { LIVE_BUGS } from './bugs/live.ts'
import { LOAD_BUGS } from './bugs/load.ts'
import { MEDIA_IQ_BUGS } from './bugs/media-iq.ts'
import { NOTICE_BUGS } from './bugs/notices.ts'
import { OFFLINE_BUGS } from './bugs/offline.ts'
import { OPERATIONS_BUGS } from './bugs/operations.ts'
import { PHONE_BUGS } from './bugs/phones.ts'
import { PLATFORM_BUGS } from './bugs/platform.ts'
import { POSTGRES_BUGS } from './bugs/postgres.ts'
import { QUESTION_BUGS } from './bugs/questions.ts'
import { RACE_BUGS } from './bugs/races.ts'
import { READING_BUGS } from './bugs/reading.ts'
import { RELEASE_BUGS } from './bugs/releases.ts'
import { SEARCH_BUGS } from './bugs/search.ts'
import { ATTACHMENT_BUGS } from './bugs/attachments.ts'
import { SELLING_BUGS } from './bugs/selling.ts'
import { TALKING_BUGS } from './bugs/talking.ts'
import { TENANCY_BUGS } from './bugs/tenancy.ts'
import { WRITE_BUGS } from './bugs/writes.ts'

export const BUGS: readonly Bug[] = [
  ...ALERT_BUGS,
  ...AMOUNT_BUGS,
  ...CATALOGUE_BUGS,
  ...CHART_BUGS,
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
  ...TALKING_BUGS,
  ...TENANCY_BUGS,
  ...WRITE_BUGS,
]
