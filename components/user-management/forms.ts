'use client'
import { onDemand } from '#components/ui/on-demand.ts'

// With what people are picked from they weigh as much as the table, and are opened now and then.

export const UserForm = onDemand(async () => (await import('./user-form.tsx')).UserForm)
export const NamedForm = onDemand(async () => (await import('./named-form.tsx')).NamedForm)
