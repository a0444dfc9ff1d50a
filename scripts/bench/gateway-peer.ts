// The peer of figure 2: one Fastify process straight to the same rows, with nothing but the query
// and the answer's schema.
import Fastify from 'fastify'
import pg from 'pg'

const pool = new pg.Pool({
  connectionString: process.env['DATABASE_URL'],
  max: 5,
  options: '-c role=worker',
})
const app = Fastify()

const price = {
  type: 'object',
  properties: { minor: { type: 'integer' }, currency: { type: 'string' } },
}
const history = {
  type: 'array',
  items: { type: 'object', properties: { at: { type: 'string' }, price } },
}
type Row = { at: Date; price_minor: string; currency: string }

app.get<{ Params: { id: string } }>(
  '/api/v1/listings/:id/price-history',
  { schema: { response: { 200: history } } },
  async (request) => {
    const { rows } = await pool.query<Row>({
      name: 'price-history',
      text: 'select at, price_minor, currency from price_point where listing_id = $1 order by at',
      values: [request.params.id],
    })
    return rows.map(({ at, price_minor: minor, currency }) => ({
      at: at.toISOString(),
      price: { minor: Number(minor), currency },
    }))
  },
)
app.get('/readyz', async () => ({ ready: true }))
await app.listen({ port: Number(process.env['HTTP_PORT']), host: '127.0.0.1' })
