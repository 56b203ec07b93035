/** Our line as it is: the function's own handler behind the local door, on Express 5. */
import express from 'express'
import { functions } from '../../../functions/triggers.ts'
import { handler } from '../../../functions/ussd-line.ts'
import { type HttpSheet, httpDoor } from '../../../local/http-door.ts'
import { serve } from './serve.ts'

const app = express()
app.use(httpDoor('ussd-line', functions['ussd-line'] satisfies HttpSheet, handler as never))
await serve(app)
