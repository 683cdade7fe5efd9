'use client'
import { useState } from 'react'
import { toast } from '#components/ui/toast.tsx'
import type { ChangePlan, Confirmation, IdpView } from '#lib/services/idps/index.ts'
import { outcomeOf, type IdpActions, type IdpChangeInput } from './actions.ts'

type Switched = { scimSync: boolean } | { scimAttributesForPolicy: boolean }

/** Turning a switch of the table: at once where nothing speaks against it, after a confirmation where something does. */
export function useScimSwitches(actions: IdpActions) {
  const [asked, setAsked] = useState<{ plan: ChangePlan; input: IdpChangeInput; said: string }>()
  const [isPending, setPending] = useState(false)

  const send = async (input: IdpChangeInput, said: string, confirmed: Confirmation[]) => {
    setPending(true)
    const outcome = await outcomeOf(actions.saveIdp({ ...input, confirmed }))
    setPending(false)
    setAsked(undefined)
    if (outcome.error) toast({ title: 'Not changed', description: outcome.error.message, tone: 'bad' })
    else toast({ title: said, tone: 'good' })
  }
  const turn = async (idp: IdpView, settings: Switched, label: string, isOn: boolean) => {
    const input = { id: idp.id, settings }
    const said = `${label} is ${isOn ? 'enabled' : 'disabled'} for ${idp.name}`
    setPending(true)
    const plan = await outcomeOf(actions.planIdp(input))
    setPending(false)
    if (plan.error) return toast({ title: 'Not changed', description: plan.error.message, tone: 'bad' })
    if (plan.data.required.length === 0) return send(input, said, [])
    setAsked({ plan: plan.data, input, said })
  }

  return {
    isPending,
    plan: asked?.plan,
    confirm: () => asked && void send(asked.input, asked.said, asked.plan.required),
    cancel: () => setAsked(undefined),
    turnSync: (idp: IdpView, isOn: boolean) => void turn(idp, { scimSync: isOn }, 'SCIM Sync', isOn),
    turnPolicy: (idp: IdpView, isOn: boolean) =>
      void turn(idp, { scimAttributesForPolicy: isOn }, 'SCIM Attributes for Policy', isOn),
  }
}
