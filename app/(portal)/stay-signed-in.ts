'use server'
import { accountAction } from '#lib/http/action.ts'

/** *Stay signed in*: asking for the session is what keeps it. */
export const staySignedIn = accountAction().action(async () => ({ isDone: true }))
