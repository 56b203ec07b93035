/**
 * `JIGIKAN_TOKEN=$(npm run -s token -- <officer>) npm run -s export-history -- <origin> <from> <to> > export.ndjson`:
 * the history of some days, a line for each root and each event, for `npm run verify-history`.
 */
const [origin, from, to] = process.argv.slice(2)
const isDay = (day: string | undefined): day is string => /^\d{4}-\d\d-\d\d$/.test(day ?? '')

if (origin === undefined || !URL.canParse(origin) || !isDay(from) || !isDay(to)) {
  console.error('Say where and which days: npm run export-history -- https://… 2026-11-01 2026-11-30')
  process.exitCode = 2
} else {
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10)
    const answer = await fetch(new URL(`/api/history/days/${day}`, origin), {
      headers: { authorization: `Bearer ${process.env.JIGIKAN_TOKEN ?? ''}` },
    })
    // A day before the first root, or one that is not over.
    if (answer.status === 404) continue
    if (!answer.ok) throw new Error(`${day}: ${answer.status}`)
    const { lines } = (await answer.json()) as { lines: readonly unknown[] }
    for (const line of lines) console.log(JSON.stringify(line))
  }
}
