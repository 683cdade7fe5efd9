/** What a message or a mark means. Never the only carrier of the meaning: text or an icon says it too. */
export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'info'

export const softTone: Record<Tone, string> = {
  neutral: 'bg-hover text-ink-muted',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  info: 'bg-info-soft text-info',
}
