import { z } from 'zod'
import { clockView, searchMention } from '#standards'
import { authorityKind, overrideGround, risk } from '#standards/codes'
import {
  caregiverStanding,
  concernKind,
  mandateKind,
  declineReason,
  preparedReason,
  referralOutcome,
  referralState,
  request,
  shareGroup,
  sharePurpose,
  withdrawalState,
  withdrawReason,
} from './codes.ts'
import { authority, consent, mandate, referral, sharedFact } from './model.ts'

const instant = z.iso.datetime()
const text = z.record(z.string(), z.string())
const source = z.object({
  instrument: z.string(),
  paragraph: z.string().optional(),
  date: z.string().optional(),
  verified: z.boolean(),
  fictional: z.literal(true).optional(),
  ours: z.literal(true).optional(),
})

/** An authority in the register. Its mandates may have no declared kind of concern left, if only unknown ones were written. */
export const listedAuthority = authority.extend({
  mandates: z.array(mandate.extend({ concerns: z.union([z.literal('any'), z.array(z.enum(mandateKind.values))]) })),
  attended: z.boolean(),
  unknownConcerns: z.array(z.string()),
})
export type ListedAuthority = z.infer<typeof listedAuthority>

export const routeView = z.object({
  authorityId: z.uuid(),
  name: text,
  kind: z.enum(authorityKind.values),
  part: z.enum(['lead', 'alongside']),
  onCall: z.boolean(),
  contact: z.object({ phone: z.string().optional(), email: z.string().optional(), desk: text.optional() }),
  why: z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
  mandate: source,
})
export type RouteView = z.infer<typeof routeView>

/** An open referral of the same concern or child that the reader may see. */
const underWay = z.object({
  id: z.uuid(),
  state: z.enum(referralState.values),
  to: text.nullable(),
  /** Nobody has written it: writing goes on with it. */
  prepared: z.boolean(),
})

export const routingView = z.object({
  routes: z.array(routeView),
  /** Authorities with the mandate where nobody works at present. They are named, and cannot be chosen. */
  unattended: z.array(routeView.pick({ authorityId: true, name: true, kind: true })),
  /** What may be happening to the child, as asked for, or as the decision says that asked for the referral. */
  concerns: z.array(z.enum(concernKind.values)),
  forCoordinator: z.string().nullable(),
  coordinator: text,
  underWay: z.array(underWay),
  consent: z.object({
    child: z.enum(['consent', 'assent', 'nothing']),
    adult: z.boolean(),
    overrides: z.array(
      z.object({
        ground: z.enum(overrideGround.values),
        label: z.record(z.string(), z.string()),
        sources: z.array(source),
      }),
    ),
    /** The law that obliges to tell the authority that leads; null if none is known. */
    duty: source.nullable(),
    expiresAfterDays: z.int(),
    source,
  }),
})
export type RoutingView = z.infer<typeof routingView>

/** A word about sharing as one side may read it, and what it waits for. */
const wordView = consent.extend({
  person: z.string().nullable(),
  /** The name of the second person, or of who answered for the recipient. */
  answeredBy: z.string().nullable(),
  /** The reader can say, as a second person, whether it is right. */
  secondByMe: z.boolean(),
  /** The reader answers for the recipient; `mayDelete`: the desk has nothing but the copy of this node. */
  answerByMe: z.boolean(),
  mayDelete: z.boolean(),
})
export type WordView = z.infer<typeof wordView>

/** Who else was told, or will be, about the same child: with what, and what became of it after a withdrawal. */
const recipientView = z.object({
  id: z.uuid(),
  name: text.nullable(),
  state: z.enum(referralState.values),
  share: z.array(z.enum(shareGroup.values)),
  withdrawal: z.enum(withdrawalState.values),
})

/** The view of a referral for one side. Fields of the other side are null or empty. */
export const referralView = z.object({
  id: z.uuid(),
  version: z.int(),
  reference: z.string(),
  state: z.enum(referralState.values),
  risk: z.enum(risk.values),
  sides: z.array(z.enum(['sender', 'receiver', 'coordinator', 'node'])),
  moves: z.array(z.string()),
  childId: z.uuid().nullable(),
  concernId: z.uuid().nullable(),
  missing: searchMention.nullable(),
  requests: z.array(z.enum(request.values)),
  share: z.array(z.enum(shareGroup.values)),
  purpose: z.enum(sharePurpose.values),
  sharedUnder: referral.shape.sharedUnder.unwrap().nullable(),
  whyTold: z.string().nullable(),
  telling: referral.shape.telling.unwrap().nullable(),
  recipients: z.array(recipientView),
  facts: z.array(sharedFact),
  /** Those of the facts that say how to meet the child. */
  meeting: z.array(sharedFact),
  note: z.string().nullable(),
  caregiver: z.enum(caregiverStanding.values),
  parked: z.string().nullable(),
  /** Why the node opened it, while nobody has written it. */
  prepared: z.enum(preparedReason.values).nullable(),
  /** What may be happening to the child; empty if this reader may not know it. */
  concerns: z.array(z.enum(concernKind.values)),
  /** What was decided about the child before it was written; null if nothing was, or this reader may not know it. */
  decided: z.enum(preparedReason.values).nullable(),
  escalatedTo: z.string(),
  alongside: z.boolean(),
  leadId: z.uuid().nullable(),
  sender: z.object({ name: text.nullable(), person: z.string().nullable() }),
  authority: z
    .object({ id: z.uuid(), name: text, kind: z.enum(authorityKind.values), contact: routeView.shape.contact })
    .nullable(),
  consents: z.array(wordView),
  consent: z.object({
    enough: z.boolean(),
    gaps: z.array(z.string()),
    child: z.string(),
    adult: z.boolean(),
    /** The law that leaves no choice about telling this authority, and the facts it is about. */
    duty: z.object({ source, groups: z.array(z.enum(shareGroup.values)) }).nullable(),
  }),
  /** What this person can still do about consent: `withdraw` a yes, `share` (choose what goes), `tell` the child. */
  aboutConsent: z.array(z.enum(['withdraw', 'share', 'tell'])),
  clocks: z.array(clockView),
  messages: z.array(
    z.object({
      id: z.uuid(),
      side: z.string(),
      person: z.string().nullable(),
      agency: text.nullable(),
      mine: z.boolean(),
      at: instant,
      text: z.string(),
      /** Nobody on the reader's side has seen it. */
      unseen: z.boolean(),
    }),
  ),
  times: z.record(z.string(), instant),
  /** The authority that keeps the duty until another has accepted. */
  keptBy: text.nullable(),
  declineReason: z.enum(declineReason.values).nullable(),
  withdrawReason: z.enum(withdrawReason.values).nullable(),
  outcome: z.enum(referralOutcome.values).nullable(),
  outcomeNote: z.string().nullable(),
  previousId: z.uuid().nullable(),
})
export type ReferralView = z.infer<typeof referralView>
