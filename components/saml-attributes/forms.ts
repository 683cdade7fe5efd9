'use client'
import { onDemand } from '#components/ui/on-demand.ts'

// With what they choose from they weigh as much as the table, and are opened now and then.

export const AttributeForm = onDemand(async () => (await import('./attribute-form.tsx')).AttributeForm)
export const ImportDialog = onDemand(async () => (await import('./import-dialog.tsx')).ImportDialog)
