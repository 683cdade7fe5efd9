'use client'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import type { DialogueChoice } from '#lib/services/rehearsal/index.ts'
import type { WrittenRequest } from './request-fields.tsx'

/** A step of what an identity provider was recorded to send. */
export const DialogueFields = ({
  dialogues,
  chosen,
  onChange,
  onEdit,
}: {
  dialogues: readonly DialogueChoice[]
  chosen: { dialogue: string; step: number }
  onChange: (chosen: { dialogue: string; step: number }) => void
  /** Goes on with the step as a request of one's own. */
  onEdit: (request: WrittenRequest) => void
}) => {
  const dialogue = dialogues.find(({ id }) => id === chosen.dialogue)
  const step = dialogue?.steps[chosen.step]
  return (
    <>
      <Field label="Dialogue" description={dialogue && `Known from ${dialogue.evidence}.`}>
        <Select
          aria-label="Dialogue"
          value={chosen.dialogue}
          items={dialogues.map(({ id, client }) => ({ value: id, label: client }))}
          onValueChange={(id) => onChange({ dialogue: id, step: 0 })}
        />
      </Field>
      <Field
        label="Step"
        description="The steps before it that it builds on are rehearsed first, in the same rehearsal."
      >
        <Select
          aria-label="Step"
          value={String(chosen.step)}
          items={(dialogue?.steps ?? []).map(({ name, method }, index) => ({
            value: String(index),
            label: `${index + 1}. ${name}`,
            note: method,
          }))}
          onValueChange={(index) => onChange({ ...chosen, step: Number(index) })}
        />
      </Field>
      {step ? (
        <div>
          <p className="mb-1 font-mono text-xs break-all">
            {step.method} {step.path}
          </p>
          {step.body === undefined ? null : (
            <pre
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- focusable, so that the keyboard can scroll it
              tabIndex={0}
              aria-label="Body of the step"
              className="bg-sunken max-h-64 overflow-auto rounded-md border p-3 font-mono text-xs leading-5"
            >
              {step.body}
            </pre>
          )}
          <Button
            size="sm"
            className="mt-2"
            onClick={() => onEdit({ method: methodOf(step.method), path: step.path, body: step.body ?? '' })}
          >
            Edit as a request
          </Button>
        </div>
      ) : null}
    </>
  )
}

const methodOf = (method: string): WrittenRequest['method'] =>
  method === 'POST' || method === 'PUT' || method === 'PATCH' || method === 'DELETE' ? method : 'GET'
