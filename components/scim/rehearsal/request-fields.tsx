'use client'
import type { FormError } from '#components/idp/actions.ts'
import { Field } from '#components/ui/field.tsx'
import { Input, Textarea } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { Method } from '#lib/services/rehearsal/index.ts'

export type WrittenRequest = { method: Method; path: string; body: string }

const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** A beginning for each method. Whoever has written something keeps it. */
const examples: Record<Method, { path: string; body: string }> = {
  GET: { path: '/Users?filter=userName sw "a"&count=10', body: '' },
  POST: {
    path: '/Users',
    body: `{
  "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
  "userName": "dana.reyes@example.com",
  "name": { "givenName": "Dana", "familyName": "Reyes" },
  "active": true
}`,
  },
  PUT: {
    path: '/Users/{id}',
    body: `{
  "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
  "userName": "dana.reyes@example.com",
  "title": "Lead"
}`,
  },
  PATCH: {
    path: '/Users/{id}',
    body: `{
  "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  "Operations": [{ "op": "replace", "path": "active", "value": false }]
}`,
  },
  DELETE: { path: '/Users/{id}', body: '' },
}

export const emptyRequest: WrittenRequest = { method: 'POST', ...examples.POST }

/** Method, path and body, as an IdP would send them. */
export const RequestFields = ({
  request,
  onChange,
  error,
}: {
  request: WrittenRequest
  onChange: (request: WrittenRequest) => void
  error: FormError | undefined
}) => {
  const { method, path, body } = request
  const choose = (next: Method) => {
    const { path: oldPath, body: oldBody } = examples[method]
    const example = examples[next]
    const isOwn = path !== oldPath
    onChange({
      method: next,
      path: isOwn ? path : example.path,
      body: body === oldBody || body === '' ? example.body : body,
    })
  }
  return (
    <>
      <Field label="Method" className="w-36">
        <Select
          aria-label="Method"
          value={method}
          items={methods.map((each) => ({ value: each, label: each }))}
          onValueChange={(value) => choose(methods.find((each) => each === value) ?? 'GET')}
        />
      </Field>
      <Field
        label="Path"
        description="What follows the endpoint’s /v2. A whole address, as SCIM Sync Logs show it, is taken too."
        error={error?.field === 'path' ? error.message : undefined}
      >
        <Input
          className="font-mono text-xs"
          value={path}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange({ ...request, path: event.target.value })}
        />
      </Field>
      {method === 'GET' || method === 'DELETE' ? null : (
        <Field label="Body" error={error?.field === 'body' ? error.message : undefined}>
          <Textarea
            className="font-mono text-xs"
            rows={12}
            value={body}
            spellCheck={false}
            onChange={(event) => onChange({ ...request, body: event.target.value })}
          />
        </Field>
      )}
    </>
  )
}
