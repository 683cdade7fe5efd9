'use client'
import { EditConflict } from '#components/editing/edit-conflict.tsx'
import { idpFieldWords } from './field-words.ts'
import type { IdpForm } from './use-idp-form.ts'

/** What somebody else changed while this form was open, until it is saved. */
export const IdpConflict = ({ form }: { form: IdpForm }) =>
  form.conflict ? (
    <EditConflict
      key={form.conflict.met.version}
      conflict={form.conflict.met}
      words={idpFieldWords}
      chosen={form.chosen}
      onChoose={form.choose}
      // Of a certificate that was not selected here only the other side is at hand.
      only={form.conflict.certificate ? {} : { certificates: 'theirs' }}
      disabled={form.isSaving}
    />
  ) : null
