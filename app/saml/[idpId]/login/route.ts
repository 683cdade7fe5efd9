import type { NextRequest } from 'next/server'
import { z } from 'zod'
import { noHead, problemPage } from '../../answers.ts'
import { begin } from '../../begin.ts'
import { readQuery } from '../../fields.ts'

const purposes = z.enum(['sign-in', 'test', 'import', 'admin']).default('sign-in')

/** Where a sign-in at one IdP begins: `?purpose=` `sign-in`, `admin`, `test` or `import`, `&user=`, `&return=`. */
export async function GET(request: NextRequest, context: { params: Promise<{ idpId: string }> }): Promise<Response> {
  const { idpId } = await context.params
  const query = readQuery(request)
  if ('words' in query) return problemPage(query.status, query.words)
  const purpose = purposes.safeParse(query.values.get('purpose'))
  if (!purpose.success) return problemPage(400, 'A sign-in has the purpose sign-in, admin, test or import.')
  return begin(request, {
    idpId,
    purpose: purpose.data,
    loginName: query.values.get('user'),
    returnTo: query.values.get('return'),
  })
}

export const HEAD = noHead('GET')
