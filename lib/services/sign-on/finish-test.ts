import type { IdpRow } from '#db/queries/idps.ts'
import type { SamlRequestRow } from '#db/queries/saml-requests.ts'
import type { Writer } from '#db/store.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { logSignIn } from './log.ts'
import { loginNameOf } from './login-name.ts'
import { keepTestOutcome, type ArrivedOutcome, type TestOutcome } from './outcome.ts'

/**
 * Ends a test sign-in: opens no session, makes nobody, and keeps what it came to for the administrator who began it.
 * @returns the path of the page that shows it.
 */
export async function finishTest(
  tx: Writer,
  test: { idp: IdpRow; request: SamlRequestRow; outcome: ArrivedOutcome; caller: Caller; now: Date },
): Promise<string> {
  const { idp, request, caller, now } = test
  const purpose = request.purpose === 'import' ? 'import' : 'test'
  const shown = await judged(tx, test)
  await logSignIn(tx, {
    idpId: idp.id,
    purpose,
    refusal: shown.refusal?.code ?? null,
    detail: shown.refusal?.detail ?? null,
    userName: shown.loginName,
    caller,
    now,
  })
  const handle = await keepTestOutcome(tx, request.administratorId ?? '', {
    idpId: idp.id,
    purpose,
    at: now,
    returnTo: request.returnTo,
    ...shown,
  })
  return purpose === 'import'
    ? `/authentication/saml-attributes/import?idp=${idp.id}&outcome=${handle}`
    : `/authentication/idp-configuration/${idp.id}/test?outcome=${handle}`
}

type Shown = Pick<TestOutcome, 'refusal' | 'checks' | 'xml' | 'assertion' | 'loginName'>

async function judged(tx: Writer, { idp, outcome }: { idp: IdpRow; outcome: ArrivedOutcome }): Promise<Shown> {
  if ('refusal' in outcome) {
    const { code, detail, checks, xml, nameId } = outcome.refusal
    return { refusal: { code, detail }, checks, xml, loginName: nameId }
  }
  const { assertion } = outcome
  const named = await loginNameOf(tx, idp, assertion)
  const refusal = 'refusal' in named ? { refusal: { code: named.refusal, detail: named.detail } } : {}
  const { checks, xml } = assertion
  return { ...refusal, checks, xml, assertion, loginName: named.loginName }
}
