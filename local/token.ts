/** `npm run -s token -- <officer>`: a bearer token for scripts, from the keys of this machine's data folder. */
import { officers } from './demo/officers.ts'
import { issueToken, UnknownOfficer } from './sign-in.ts'

const [officerId = ''] = process.argv.slice(2)
try {
  const token = await issueToken({
    dataFolder: process.env.JIGIKAN_DATA ?? '.jigikan',
    origin: `http://localhost:${process.env.PORT ?? 3000}`,
    officers,
    officerId,
  })
  console.log(token)
} catch (error) {
  console.error(error instanceof UnknownOfficer ? error.message : error)
  process.exit(1)
}
