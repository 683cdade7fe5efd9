'use client'
import { onDemand } from '#components/ui/on-demand.ts'

// Opened now and then: the tables do not wait for them.

export const ApplicationForm = onDemand(async () => (await import('./application-form.tsx')).ApplicationForm)
export const SegmentGroupForm = onDemand(async () => (await import('./segment-group-form.tsx')).SegmentGroupForm)
