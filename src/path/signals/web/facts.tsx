import { DefinitionList, Said, useFormat, useText } from '#ui'
import type { ConcernView, Told } from '../view.ts'
import { useConcernWords } from './words.ts'

/** What someone answered besides their words and the children. */
export function Facts({
  told,
  receivedAt,
  sentBy,
}: {
  told: Told
  receivedAt: string
  sentBy?: ConcernView['sentBy']
}) {
  const t = useText()
  const format = useFormat()
  const words = useConcernWords()
  const not = t('signals.not-said')
  return (
    <DefinitionList
      facts={[
        { key: 'danger', label: t('signals.ask.danger'), value: t(`signals.danger.${told.danger}`) },
        { key: 'where', label: t('signals.fact.where'), value: words.where(told) ?? not },
        { key: 'when', label: t('signals.fact.when'), value: words.when(told.happened) ?? not },
        {
          key: 'how',
          label: t('signals.fact.how-known'),
          value: told.howKnown === 'not-said' ? not : t(`signals.how-known.${told.howKnown}`),
        },
        { key: 'suspect', label: t('signals.ask.suspect'), value: told.suspect ? <Said>{told.suspect}</Said> : not },
        {
          key: 'near',
          label: t('signals.ask.near'),
          value: !told.nearChild || told.nearChild === 'not-said' ? not : t(`signals.near.${told.nearChild}`),
        },
        {
          key: 'safe-contact',
          label: t('signals.ask.safe-contact'),
          value: told.safeContact ? <Said>{told.safeContact}</Said> : not,
        },
        ...(sentBy ? [{ key: 'sent-by', label: t('signals.fact.sent-by'), value: t(sentBy) }] : []),
        { key: 'raised', label: t('signals.fact.raised'), value: format.dateTime(told.raisedAt) },
        ...(receivedAt === told.raisedAt
          ? []
          : [{ key: 'received', label: t('signals.fact.received'), value: format.dateTime(receivedAt) }]),
        { key: 'language', label: t('signals.fact.language'), value: words.language(told.language) ?? not },
        {
          key: 'reply',
          label: t('signals.fact.reply'),
          value: told.reply ? (
            <>
              <Said>{told.reply}</Said>
              <span className="soft">{t(told.replyShared ? 'signals.reply.shared' : 'signals.reply.desk-only')}</span>
            </>
          ) : (
            t(told.replyWanted ? 'signals.reply.wanted' : 'signals.reply.not-wanted')
          ),
        },
      ]}
    />
  )
}
