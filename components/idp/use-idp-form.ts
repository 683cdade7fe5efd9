'use client'
import { useEffect, useRef, useState } from 'react'
import { chosenSide, rebased, type Side } from '#components/editing/conflict-choices.ts'
import type { EditConflict } from '#lib/errors.ts'
import type { CertificateView, ChangePlan, Confirmation, IdpSettings, IdpView } from '#lib/services/idps/index.ts'
import { outcomeOf, type FormError, type IdpActions, type IdpChangeInput } from './actions.ts'
import { limitsOf, type LimitsDraft } from './token-limits.ts'

/** A token that was generated in this form and is not live yet. Its text is gone once the dialog closed. */
export type PendingToken = { id: string; kind: TokenKind; hint: string; limits: LimitsDraft }

/** What is entered in the IdP: a bearer token, or a client secret that it exchanges for one. */
export type TokenKind = 'bearer' | 'secret'

/** A newly chosen certificate: what is sent, and what is shown of it. */
export type NewCertificate = { content: string; certificates: CertificateView[]; source: string }

const draftOf = (idp: IdpView): IdpSettings => ({
  name: idp.name,
  singleSignOn: idp.singleSignOn,
  usesArbitraryDomains: idp.usesArbitraryDomains,
  domains: idp.domains,
  singleSignOnUrl: idp.singleSignOnUrl,
  idpEntityId: idp.idpEntityId,
  // A set-up ends with an IdP that works, unless somebody chooses otherwise.
  status: idp.status === 'disabled' ? 'disabled' : 'enabled',
  signsSamlRequest: idp.signsSamlRequest,
  usesHttpRedirect: idp.usesHttpRedirect,
  forcesAuthentication: idp.forcesAuthentication,
  sendsLoginHint: idp.sendsLoginHint,
  samlAttributesForPolicy: idp.samlAttributesForPolicy,
  scimSync: idp.scimSync,
  scimAttributesForPolicy: idp.scimAttributesForPolicy,
  onDeactivate: idp.onDeactivate,
  onForeignDomain: idp.onForeignDomain,
  onReturningUser: idp.onReturningUser,
  onUnknownMember: idp.onUnknownMember,
  requestsPerSecond: idp.requestsPerSecond,
  pageSize: idp.pageSize,
  maximumPageSize: idp.maximumPageSize,
  groupsPerUser: idp.groupsPerUser,
  listsMembers: idp.listsMembers,
  logRetentionDays: idp.logRetentionDays,
  guardsDeprovisioning: idp.guardsDeprovisioning,
  guardPercent: idp.guardPercent,
  guardMinimum: idp.guardMinimum,
  guardExceptions: idp.guardExceptions,
  additionalAttributes: idp.additionalAttributes,
  isDefault: idp.isDefault,
  hasOrgEntityId: idp.hasOrgEntityId,
  loginNameAttribute: idp.loginNameAttribute,
  allowsUnsolicited: idp.allowsUnsolicited,
  acceptsCbcEncryption: idp.acceptsCbcEncryption,
  singleLogoutUrl: idp.singleLogoutUrl,
  samlAutoProvisioning: idp.samlAutoProvisioning,
  displayNameAttribute: idp.displayNameAttribute,
  groupNameAttribute: idp.groupNameAttribute,
  departmentNameAttribute: idp.departmentNameAttribute,
  roleAttribute: idp.roleAttribute,
  metadataUrl: idp.metadataUrl,
})

/**
 * The state behind *Edit IdP Configuration* and the set-up: what was typed, what was stored, what went wrong. A failed
 * save keeps everything that was typed. A token that was generated goes when the form goes without being saved.
 */
export function useIdpForm(initial: IdpView, actions: IdpActions) {
  const [stored, setStored] = useState(initial)
  const [draft, setDraft] = useState<IdpSettings>(() => draftOf(initial))
  const [certificate, setCertificate] = useState<NewCertificate>()
  const [pendingToken, setPendingToken] = useState<PendingToken>()
  const [error, setError] = useState<FormError>()
  const [isSaving, setSaving] = useState(false)
  /** `certificate`: the one that was selected here when somebody else was found to be faster. */
  const [conflict, setConflict] = useState<{ met: EditConflict; certificate: NewCertificate | undefined }>()
  const [plan, setPlan] = useState<{ plan: ChangePlan; resume: (confirmed: Confirmation[]) => void }>()

  const settings = differing(draftOf(stored), draft)
  const isDirty = Object.keys(settings).length > 0 || certificate !== undefined || pendingToken !== undefined

  const { discardToken } = actions
  const unsaved = useRef<() => void>(undefined)
  useEffect(() => {
    const id = pendingToken?.id
    unsaved.current = id === undefined ? undefined : () => void outcomeOf(discardToken({ id: stored.id, tokenId: id }))
  }, [discardToken, pendingToken, stored.id])
  useEffect(() => () => unsaved.current?.(), [])
  useEffect(() => {
    if (!isDirty) return undefined
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isDirty])

  const set = (change: Partial<IdpSettings>) => {
    setDraft((before) => ({ ...before, ...change, ...followingFrom(change) }))
    if (error?.field !== undefined && error.field in change) setError(undefined)
  }
  /** From here on the form edits what is stored now: what only they changed stands, what was entered here stays. */
  const meet = (met: EditConflict) => {
    const { base, draft: merged } = rebased(draft, met.fields)
    const isStatusKnown = stored.status !== 'resume' || met.fields.some(({ field }) => field === 'status')
    const certificates = met.fields.find(({ field }) => field === 'certificates')
    setStored((before) => ({
      ...before,
      ...base,
      status: isStatusKnown ? base.status : 'resume',
      version: met.version,
      ...(certificates ? { certificates: certificates.theirs as CertificateView[] } : {}),
    }))
    setDraft(merged)
    setConflict({ met, certificate })
    setError(undefined)
  }
  const chosen = (field: string): Side | undefined => {
    if (field === 'certificates') return certificate === undefined ? 'theirs' : 'mine'
    const found = conflict?.met.fields.find((each) => each.field === field)
    return found && chosenSide(found, draft[field as keyof IdpSettings])
  }
  const choose = (field: string, side: Side) => {
    if (field === 'certificates') return setCertificate(side === 'mine' ? conflict?.certificate : undefined)
    const found = conflict?.met.fields.find((each) => each.field === field)
    if (found) set({ [field]: found[side] })
  }
  const fail = (failure: FormError) => {
    if (failure.conflict) return meet(failure.conflict)
    setError(failure)
    focusField(failure.field)
  }
  const dropToken = () => {
    if (pendingToken) void outcomeOf(discardToken({ id: stored.id, tokenId: pendingToken.id }))
    setPendingToken(undefined)
  }

  const send = async (input: IdpChangeInput, onSaved: (saved: IdpView) => void) => {
    setSaving(true)
    const outcome = await outcomeOf(actions.saveIdp(input))
    setSaving(false)
    setPlan(undefined)
    if (outcome.error) return fail(outcome.error)
    unsaved.current = undefined
    setPendingToken(undefined)
    setCertificate(undefined)
    setError(undefined)
    setConflict(undefined)
    setStored(outcome.data)
    setDraft(draftOf(outcome.data))
    onSaved(outcome.data)
  }

  /** Saves what differs; asks first where a consequence needs confirming. */
  const save = async (onSaved: (saved: IdpView) => void, wizard?: IdpChangeInput['wizard']) => {
    const input: IdpChangeInput = {
      id: stored.id,
      version: stored.version,
      opened: {
        settings: draftOf(stored),
        certificates: stored.certificates.map(({ fingerprint }) => fingerprint),
      },
      settings: wizard === 'finish' ? { ...settings, status: draft.status } : settings,
      ...(certificate ? { certificate: certificate.content } : {}),
      ...(pendingToken ? { pendingTokenId: pendingToken.id, pendingTokenLimits: limitsOf(pendingToken.limits) } : {}),
      ...(wizard ? { wizard } : {}),
    }
    setSaving(true)
    const planned = await outcomeOf(actions.planIdp(input))
    setSaving(false)
    if (planned.error) return fail(planned.error)
    if (planned.data.required.length === 0) return send(input, onSaved)
    setPlan({ plan: planned.data, resume: (confirmed) => void send({ ...input, confirmed }, onSaved) })
  }

  return {
    stored,
    draft,
    set,
    certificate,
    setCertificate,
    pendingToken,
    setPendingToken,
    dropToken,
    /** What was done to the tokens and to our certificates at once, without Save. */
    setSpCertificates: ({ spCertificates }: IdpView) => setStored((before) => ({ ...before, spCertificates })),
    /** What was stored meanwhile, from elsewhere on this page; what was entered here and not saved stays. */
    adopt: (saved: IdpView) => {
      setStored(saved)
      setDraft({ ...draftOf(saved), ...settings })
    },
    setTokens: ({ tokens, secrets }: IdpView) => setStored((before) => ({ ...before, tokens, secrets })),
    error,
    setError,
    errorAt: (field: string) => (error?.field === field ? error.message : undefined),
    conflict,
    /** Which side of the conflict the form holds now, and putting the other one in. */
    chosen,
    choose,
    isDirty,
    isSaving,
    save,
    plan: plan?.plan,
    confirmPlan: () => plan?.resume(plan.plan.required),
    cancelPlan: () => setPlan(undefined),
  }
}

export type IdpForm = ReturnType<typeof useIdpForm>

/** What is not there for such an IdP is off. */
const followingFrom = ({ singleSignOn }: Partial<IdpSettings>): Partial<IdpSettings> =>
  singleSignOn === 'admin' ? { samlAutoProvisioning: false } : singleSignOn === 'user' ? { roleAttribute: '' } : {}

/** The fields of `after` that are not those of `before`. */
const differing = (before: IdpSettings, after: IdpSettings): Partial<IdpSettings> => {
  const old: Record<string, unknown> = before
  return Object.fromEntries(
    Object.entries(after).filter(([key, value]) => JSON.stringify(old[key]) !== JSON.stringify(value)),
  )
}

/** Brings the failed field into sight and focus, once it shows its message; never takes the focus from somebody who types. */
export function focusField(field: string | undefined): void {
  setTimeout(() => {
    const area = document.querySelector(`[data-field="${field ?? 'form'}"]`)
    if (document.activeElement?.matches('input:enabled, textarea:enabled')) return
    area?.scrollIntoView({ block: 'center' })
    area?.querySelector<HTMLElement>('input:not([type=file]), textarea, [role=radio], button')?.focus()
  }, 50)
}
