// What a browser, or the web server in front of it, reports of an error of its own.
import { z } from 'zod'

const bounded = (most: number) => z.string().max(most)

export const clientError = z
  .strictObject({
    part: z.enum(['browser', 'web']),
    event: z.enum(['window.error', 'window.rejection', 'page.failed', 'process.failed']),
    type: bounded(80).meta({ description: 'Class of the error', example: 'TypeError' }),
    message: bounded(500).default(''),
    stack: bounded(8_000).default(''),
    page: bounded(500)
      .default('')
      .meta({ description: 'Path of the page; only its template is passed on' }),
  })
  .meta({
    id: 'ClientError',
    example: { part: 'browser', event: 'window.error', type: 'TypeError', page: '/cars' },
  })
export type ClientError = z.infer<typeof clientError>
