// A market whose filling was cut off is filled to the end at the next start, with the same moment,
// and never again after that.
import { testDatabase } from '@pk-auto/testing/database'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { fillOnce } from '../fill-once.ts'

test('a cut filling goes on with its own moment; a full market is left alone', async () => {
  await using testDb = await testDatabase({
    serverUrl: inject('servers').postgresUrl,
    service: 'catalogue',
    migrations: 'services/catalogue/migrations',
  })
  const moments: Date[] = []
  const cut = async (begun: Date) => {
    moments.push(begun)
    const client = new pg.Client(testDb.ownerUrl)
    await client.connect()
    await client.query(`set session_replication_role = replica`)
    const { rows } = await client.query<{ column: string; type: string }>(
      `select column_name as column, udt_name as type from information_schema.columns
       where table_name = 'listing' and is_nullable = 'NO'`,
    )
    const anything: Record<string, string> = {
      uuid: 'gen_random_uuid()',
      timestamptz: 'now()',
      int4: '1',
      int8: '1',
      _text: `'{}'`,
      _uuid: `'{}'`,
    }
    const values = rows.map(({ column, type }) =>
      column === 'state' ? `'live'` : (anything[type] ?? `'x'`),
    )
    await client.query(
      `insert into listing (${rows.map(({ column }) => column).join()}) values (${values.join()})`,
    )
    await client.end()
    throw new Error('somebody pressed Ctrl-C')
  }
  await expect(fillOnce(testDb, cut)).rejects.toThrow('Ctrl-C')
  await fillOnce(testDb, async (begun) => void moments.push(begun))
  expect(moments).toHaveLength(2)
  expect(moments[1]).toEqual(moments[0])
  await fillOnce(testDb, () => Promise.reject(new Error('the market is full')))
})
