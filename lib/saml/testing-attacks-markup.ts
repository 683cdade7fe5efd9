import { limits } from './scan.ts'
import { base64, tampering, textOf, unsignedPart, type Attack } from './testing-attacks.ts'

const entity = (content: string) => `<!DOCTYPE r [<!ENTITY dana ${content}>]><`
const status = '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>'

/** What is refused before anything is built of the message. */
export const markupAttacks: Attack[] = [
  {
    name: 'characters that are not base64',
    by: 'base64',
    without: 'accepted',
    send: ({ idp }) => idp.respond().replace(/^.{80}/, '$&**!!'),
  },
  { name: 'more than 1 MiB', by: 'size', without: 'accepted', send: () => unsignedPart(' '.repeat(limits.bytes)) },
  {
    name: 'bytes that are not UTF-8',
    by: 'utf8',
    without: 'accepted',
    send: ({ idp }) => {
      const [head = '', tail = ''] = textOf(idp.respond({ shape: 'entra' })).split('</samlp:Status>')
      const message = Buffer.from('<samlp:StatusMessage>_</samlp:StatusMessage></samlp:Status>')
      message[message.indexOf('_')] = 0xff
      return base64(Buffer.concat([Buffer.from(head), message, Buffer.from(tail)]))
    },
  },
  {
    name: 'a comment that cuts the NameID in two',
    by: 'no comments',
    without: 'accepted',
    send: () => ({
      nameId: 'dana@example.com.evil.com',
      ...tampering('dana@example.com.evil.com', 'dana@example.com<!-- -->.evil.com'),
    }),
  },
  {
    name: 'a comment inside DigestValue',
    by: 'no comments',
    without: 'accepted',
    send: () => tampering('<ds:DigestValue>', '<ds:DigestValue><!-- A -->'),
  },
  {
    name: 'CDATA in an attribute value',
    by: 'no CDATA',
    without: 'accepted',
    send: () => tampering('>Engineering<', '><![CDATA[Engineering]]><'),
  },
  {
    name: 'a processing instruction',
    by: 'no processing instructions',
    without: 'accepted',
    send: () => unsignedPart('<?xml-stylesheet href="https://evil.example.com/"?>'),
  },
  {
    name: 'a DOCTYPE',
    by: 'no DOCTYPE',
    without: 'accepted',
    send: () => tampering('?><', '?><!DOCTYPE Response><'),
  },
  {
    name: 'an entity of its own',
    by: 'no DOCTYPE',
    without: 'accepted',
    send: () => tampering('?><', `?>${entity('"dana@example.com"')}`),
  },
  {
    name: 'an entity from a file',
    by: 'no DOCTYPE',
    without: 'accepted',
    send: () => tampering('?><', `?>${entity('SYSTEM "file:///etc/passwd"')}`),
  },
  {
    name: 'an entity that is used',
    by: 'no foreign entities',
    without: 'SAML-104',
    send: () => unsignedPart('<samlp:StatusMessage>&dana;</samlp:StatusMessage>'),
  },
  {
    name: 'an entity in an attribute',
    by: 'no foreign entities',
    without: 'SAML-104',
    send: () => unsignedPart('<samlp:StatusDetail of="&dana;"/>'),
  },
  {
    name: 'a relative namespace, with which canonicalisation may come to nothing',
    by: 'absolute namespaces',
    without: 'accepted',
    send: () => unsignedPart('<samlp:StatusDetail xmlns:x="../x"/>'),
  },
  {
    name: 'a second root element',
    by: 'nothing around the root',
    without: 'SAML-104',
    send: ({ idp }) => base64(`${textOf(idp.respond())}<samlp:Response/>`),
  },
  {
    name: 'text after the root element',
    by: 'nothing around the root',
    without: 'accepted',
    send: ({ idp }) => base64(`${textOf(idp.respond())}text`),
  },
  {
    name: 'elements nested too deep',
    by: 'depth',
    without: 'accepted',
    send: () => unsignedPart('<a>'.repeat(limits.depth) + '</a>'.repeat(limits.depth)),
  },
  {
    name: 'too many elements',
    by: 'number of elements',
    without: 'accepted',
    send: () => unsignedPart(`<b>${'<a/>'.repeat(limits.elements)}</b>`),
  },
  {
    name: 'too many attributes',
    by: 'number of attributes',
    without: 'accepted',
    send: () => {
      const attributes = Array.from({ length: 100 }, (_, i) => ` a${i}=""`).join('')
      return unsignedPart(`<b>${`<a${attributes}/>`.repeat(limits.attributes / 100)}</b>`)
    },
  },
  { name: 'a message that is cut off', by: 'well-formed', without: 'SAML-104', send: () => tampering(/<[^<]*$/, '') },
  {
    name: 'end tags in another order',
    by: 'well-formed',
    without: 'SAML-104',
    send: () => unsignedPart('<a><b></a></b>'),
  },
  {
    name: 'an attribute that stands twice',
    by: 'well-formed',
    without: 'SAML-104',
    send: () => unsignedPart('<a b="" b=""/>'),
  },
  { name: 'a prefix without namespace', by: 'well-formed', without: 'SAML-104', send: () => unsignedPart('<x:a/>') },
  { name: 'a control character', by: 'well-formed', without: 'accepted', send: () => unsignedPart('<a>\u0001</a>') },
  {
    name: 'a LogoutResponse',
    by: 'root element',
    without: 'SAML-106',
    send: ({ idp }) =>
      base64(textOf(idp.respond({ shape: 'entra' })).replaceAll('samlp:Response', 'samlp:LogoutResponse')),
  },
  {
    name: 'a Response in another namespace',
    by: 'root element',
    without: 'SAML-107',
    send: () =>
      tampering(
        'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"',
        'xmlns:samlp="urn:oasis:names:tc:SAML:1.0:protocol"',
        { shape: 'entra' },
      ),
  },
  {
    name: 'another version',
    by: 'version',
    without: 'accepted',
    send: () => tampering('Version="2.0"', 'Version="1.1"', { shape: 'entra' }),
  },
  {
    name: 'an assertion beside the news that nobody was signed in',
    by: 'status',
    without: 'accepted',
    send: () =>
      tampering(status, '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"/>', { shape: 'entra' }),
  },
  { name: 'no status', by: 'status', without: 'accepted', send: () => tampering(status, '', { shape: 'entra' }) },
]
