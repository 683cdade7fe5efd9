'use client'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { SegmentedControl } from '#components/ui/segmented-control.tsx'
import { Select } from '#components/ui/select.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { Specimen } from './specimen.tsx'

const states = [
  { value: 'enabled', label: 'Enabled' },
  { value: 'disabled', label: 'Disabled' },
]

/** What people press, type in and choose from, in each state. */
export const DesignControls = () => {
  const [isOn, setOn] = useState(true)
  const [state, setState] = useState('enabled')
  return (
    <Specimen title="Controls">
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary">
          <Plus aria-hidden /> Add IdP Configuration
        </Button>
        <Button>Save Changes</Button>
        <Button variant="ghost">Clear</Button>
        <Button variant="danger">Delete IdP</Button>
        <Button disabled>Disabled</Button>
        <Button size="sm">Small</Button>
      </div>
      <div className="grid max-w-2xl gap-4 sm:grid-cols-2">
        <Field label="Name" name="design-name" description="Letters, digits, spaces and - _ .">
          <Input defaultValue="Okta" />
        </Field>
        <Field label="Single Sign-On URL" name="design-url" error="The address has to begin with https://">
          <Input defaultValue="http://idp.example.com" />
        </Field>
        <Select aria-label="Status" items={states} value={state} onValueChange={setState} />
        <SegmentedControl label="SCIM Sync" items={states} value={state} onValueChange={setState} />
        <Switch label="SCIM Sync" checked={isOn} onCheckedChange={setOn} />
        <CopyField label="SCIM Service Provider Endpoint" value="https://rollcall.example.com/scim/1/216103/v2" />
      </div>
    </Specimen>
  )
}
