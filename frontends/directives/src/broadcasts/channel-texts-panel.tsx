import { useMessages, useUnit } from '@vungxanh/remote'
import { Button, Notice, Panel, useNotify } from '@vungxanh/ui'
import { useState } from 'react'
import type { GroupRow, Told } from './broadcast-reading.ts'
import './broadcasts.css'
import { channelText, smsParts } from './channel-texts.ts'
import { messages } from './messages.ts'

/** The words of each channel, to be copied: nothing here sends them. */
export function ChannelTexts({ broadcast, groups }: { broadcast: Told; groups: readonly GroupRow[] }) {
  const t = useMessages(messages)
  const unit = useUnit()
  const notify = useNotify()
  const [byHand, setByHand] = useState<string>()
  const told = {
    title: broadcast.title,
    text: broadcast.text,
    symbol: broadcast.document?.symbol,
    unit: unit.name ?? unit.code,
  }
  const texts = broadcast.channels.flatMap((channel) =>
    channel === 'PRINT' ? [] : { channel, text: channelText(channel, told) },
  )
  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(text)
      setByHand(undefined)
      notify({ tone: 'success', title: t('copied') })
    } catch {
      setByHand(text)
    }
  }
  if (texts.length === 0) return null
  const sms = texts.find(({ channel }) => channel === 'SMS')
  // Tabs between the columns: it is pasted into a sheet, where the numbers are added.
  const leaders = groups.flatMap(({ name, leader }) => (leader ? `${name}\t${leader}` : [])).join('\n')
  return (
    <Panel title={t('texts')} note={t('textsNote')}>
      <div className="vx-page-actions">
        {texts.map(({ channel, text }) => (
          <Button key={channel} size="small" onClick={() => copy(text)}>
            {t('copy', { channel: t(`channel.${channel}`) })}
          </Button>
        ))}
        {sms && leaders && (
          <Button size="small" onClick={() => copy(leaders)}>
            {t('copyLeaders')}
          </Button>
        )}
      </div>
      {texts.map(({ channel, text }) => (
        <details className="vx-fold" key={channel}>
          <summary>{t(`channel.${channel}`)}</summary>
          <p className="directives-told">{text}</p>
        </details>
      ))}
      {sms && (
        <p className="vx-form-hint">
          {t('smsParts', { length: sms.text.length, parts: smsParts(sms.text) })}. {t('smsNote')}
        </p>
      )}
      {byHand && (
        <Notice tone="warning" title={t('copyByHand')}>
          <p className="directives-told">{byHand}</p>
        </Notice>
      )}
    </Panel>
  )
}
