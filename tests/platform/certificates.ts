/**
 * Makes certificates for tests without a library: X.509 v3 (RFC 5280 §4.1) in DER (ITU-T X.690), signed with ECDSA
 * P-256.
 */
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

export interface Authority {
  name: string
  key: KeyObject
  /** PEM. */
  certificate: string
}

const ecdsaWithSha256 = sequence(oid(1, 2, 840, 10045, 4, 3, 2))

export function makeAuthority(name: string): Authority {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const isAuthority = extension(oid(2, 5, 29, 19), sequence(tlv(0x01, Buffer.of(0xff))), true)
  return {
    name,
    key: privateKey,
    certificate: certificate({ subject: name, publicKey, issuer: name, signer: privateKey, extensions: [isAuthority] }),
  }
}

/** A server's key and certificate for one DNS name. */
export function makeServerCertificate(authority: Authority, dnsName: string): { key: string; certificate: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const names = extension(oid(2, 5, 29, 17), sequence(tlv(0x82, Buffer.from(dnsName, 'ascii'))))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: certificate({
      subject: dnsName,
      publicKey,
      issuer: authority.name,
      signer: authority.key,
      extensions: [names],
    }),
  }
}

interface Wanted {
  subject: string
  publicKey: KeyObject
  issuer: string
  signer: KeyObject
  extensions: Buffer[]
}

function certificate({ subject, publicKey, issuer, signer, extensions }: Wanted): string {
  const version3 = tlv(0xa0, tlv(0x02, Buffer.of(2)))
  const serial = tlv(0x02, Buffer.concat([Buffer.of(0x01), randomBytes(8)]))
  const valid = sequence(time('20200101000000Z'), time('20991231235959Z'))
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const signed = sequence(
    version3,
    serial,
    ecdsaWithSha256,
    called(issuer),
    valid,
    called(subject),
    spki,
    tlv(0xa3, sequence(...extensions)),
  )
  const signature = tlv(0x03, Buffer.concat([Buffer.of(0), sign('sha256', signed, signer)]))
  const der = sequence(signed, ecdsaWithSha256, signature)
  return `-----BEGIN CERTIFICATE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`
}

function called(name: string): Buffer {
  return sequence(tlv(0x31, sequence(oid(2, 5, 4, 3), tlv(0x0c, Buffer.from(name)))))
}

function extension(id: Buffer, value: Buffer, critical = false): Buffer {
  return sequence(id, ...(critical ? [tlv(0x01, Buffer.of(0xff))] : []), tlv(0x04, value))
}

function time(text: string): Buffer {
  return tlv(0x18, Buffer.from(text))
}

function sequence(...parts: Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(parts))
}

function oid(first: number, second: number, ...rest: number[]): Buffer {
  const base128 = (value: number): number[] =>
    value < 128 ? [value] : [...base128(Math.floor(value / 128)).map((byte) => byte | 0x80), value % 128]
  return tlv(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function tlv(tag: number, value: Buffer): Buffer {
  const length =
    value.length < 128
      ? [value.length]
      : value.length < 256
        ? [0x81, value.length]
        : [0x82, value.length >> 8, value.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), value])
}
