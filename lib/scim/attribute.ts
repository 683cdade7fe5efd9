export type AttributeType =
  'string' | 'boolean' | 'decimal' | 'integer' | 'dateTime' | 'reference' | 'binary' | 'complex'

/** One attribute of a schema (RFC 7643 §7), linked to where it lives. */
export type Attribute = {
  readonly name: string
  readonly type: AttributeType
  readonly multiValued: boolean
  readonly description: string
  readonly required: boolean
  readonly caseExact: boolean
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly'
  readonly returned: 'always' | 'never' | 'default' | 'request'
  readonly uniqueness: 'none' | 'server' | 'global'
  readonly canonicalValues?: readonly string[]
  readonly referenceTypes?: readonly string[]
  readonly subAttributes?: readonly Attribute[]
  /** `subAttributes` by name in lower case; empty for simple attributes. */
  readonly parts: ReadonlyMap<string, Attribute>
  /** URN of the schema it belongs to. */
  readonly schema: string
  /** Canonical full path: `userName`, `name.givenName`, `urn:…:enterprise:2.0:User:department`. */
  readonly path: string
  /** Keys from the resource to the value: `['name', 'givenName']`, `['urn:…:User', 'department']`. */
  readonly keys: readonly string[]
  /** The complex attribute this is a part of. */
  readonly parent: Attribute | undefined
}

/** An attribute as the catalog writes it down: what is left out has RFC 7643 §2.2's default. */
export type AttributeSpec = {
  readonly name: string
  readonly description: string
  readonly type?: AttributeType
  readonly multiValued?: true
  readonly required?: true
  readonly caseExact?: true
  readonly mutability?: Attribute['mutability']
  readonly returned?: Attribute['returned']
  readonly uniqueness?: Attribute['uniqueness']
  readonly canonicalValues?: readonly string[]
  readonly referenceTypes?: readonly string[]
  readonly subAttributes?: readonly AttributeSpec[]
}

/** Attributes of one schema from their specs. `prefix` holds the keys that lead to them: the URN of an extension. */
export const define = (
  schema: string,
  specs: readonly AttributeSpec[],
  prefix: readonly string[] = [],
): readonly Attribute[] => specs.map((spec) => build(schema, spec, prefix, undefined))

const build = (
  schema: string,
  spec: AttributeSpec,
  prefix: readonly string[],
  parent: Attribute | undefined,
): Attribute => {
  const head = parent === undefined ? (prefix.length === 0 ? '' : `${schema}:`) : `${parent.path}.`
  const attribute = {
    name: spec.name,
    type: spec.type ?? 'string',
    multiValued: spec.multiValued ?? false,
    description: spec.description,
    required: spec.required ?? false,
    // RFC 7643 §2.3.6–2.3.7: binaries and references are compared with case.
    caseExact: spec.caseExact ?? (spec.type === 'reference' || spec.type === 'binary'),
    mutability: spec.mutability ?? 'readWrite',
    returned: spec.returned ?? 'default',
    uniqueness: spec.uniqueness ?? 'none',
    ...(spec.canonicalValues ? { canonicalValues: spec.canonicalValues } : {}),
    ...(spec.referenceTypes ? { referenceTypes: spec.referenceTypes } : {}),
    schema,
    path: `${head}${spec.name}`,
    keys: parent === undefined ? [...prefix, spec.name] : [...parent.keys, spec.name],
    parent,
    parts: new Map<string, Attribute>(),
  }
  if (spec.subAttributes === undefined) return attribute
  const whole: Attribute & { subAttributes?: readonly Attribute[] } = attribute
  whole.subAttributes = spec.subAttributes.map((sub) => build(schema, sub, prefix, whole))
  for (const sub of whole.subAttributes) attribute.parts.set(sub.name.toLowerCase(), sub)
  return whole
}

/** A schema extension seen as one complex attribute. */
export const extension = (urn: string, attributes: readonly Attribute[]): Attribute => ({
  ...(define(urn, [{ name: urn, type: 'complex', description: 'Schema extension' }])[0] as Attribute),
  subAttributes: attributes,
  parts: new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute])),
})
