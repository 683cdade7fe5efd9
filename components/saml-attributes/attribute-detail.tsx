'use client'
import { Pencil, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useDeletion } from '#components/editing/use-deletion.ts'
import { LostRules, NamedBy } from '#components/policy/named-by.tsx'
import { Id } from '#components/scim/fact-values.tsx'
import { Facts } from '#components/scim/facts.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Time } from '#components/ui/time.tsx'
import type { NamingRule } from '#lib/services/policy/view.ts'
import type { SamlAttributeActions, SamlAttributeView } from './actions.ts'
import { AttributeForm } from './forms.ts'

/** One attribute; with `actions`, for those who may change it. */
export const AttributeDetail = ({
  attribute,
  rules,
  actions,
}: {
  attribute: SamlAttributeView
  /** That have it in their criteria. */
  rules: readonly NamingRule[]
  actions: SamlAttributeActions | undefined
}) => (
  <>
    {actions ? <AttributeActions attribute={attribute} rules={rules} actions={actions} /> : null}
    <Facts
      facts={[
        { label: 'Name', value: attribute.name, copy: attribute.name },
        { label: 'SAML Attribute', value: attribute.samlAttribute, copy: attribute.samlAttribute },
        {
          label: 'IdP Name',
          value: (
            <Link
              href={`/authentication/idp-configuration/${attribute.provider.id}`}
              className="hover:text-accent-text hover:underline"
            >
              {attribute.provider.name}
            </Link>
          ),
        },
        { label: 'Last Updated', value: <Time at={attribute.updatedAt} format="exact" /> },
        { label: 'Created', value: <Time at={attribute.createdAt} format="exact" /> },
        { label: 'Attribute ID', value: <Id>{attribute.id}</Id>, copy: attribute.id },
      ]}
    />
    <div className="mt-6">
      <NamedBy rules={rules} />
    </div>
  </>
)

const AttributeActions = ({
  attribute,
  rules,
  actions,
}: {
  attribute: SamlAttributeView
  rules: readonly NamingRule[]
  actions: SamlAttributeActions
}) => {
  const [open, setOpen] = useState<'edit' | 'delete'>()
  const deletion = useDeletion(
    attribute.name,
    () => actions.remove({ id: attribute.id }),
    () => setOpen(undefined),
  )
  return (
    <div className="mb-5 flex flex-wrap gap-2">
      <Button size="sm" onClick={() => setOpen('edit')}>
        <Pencil aria-hidden />
        Edit attribute
      </Button>
      <Button size="sm" onClick={() => setOpen('delete')}>
        <Trash2 aria-hidden />
        Delete attribute
      </Button>
      <AttributeForm
        isNeeded={open === 'edit'}
        isKept={false}
        attribute={attribute}
        providers={[attribute.provider]}
        actions={actions}
        onClose={() => setOpen(undefined)}
      />
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={(next) => setOpen(next ? 'delete' : undefined)}
        title={`Delete ${attribute.name}?`}
        description="Policies can use it no more."
        confirmLabel="Delete attribute"
        tone="danger"
        isPending={deletion.isPending}
        {...(rules.length > 0 ? { typeToConfirm: attribute.name } : {})}
        onConfirm={deletion.confirm}
      >
        <LostRules rules={rules} />
      </ConfirmDialog>
    </div>
  )
}
