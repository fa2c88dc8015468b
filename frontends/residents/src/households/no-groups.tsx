import { defineMessages, Link, useMay, useMessages } from '@vungxanh/remote'
import { Notice } from '@vungxanh/ui'

const messages = defineMessages('no-groups', {
  vi: {
    title: 'Phường/xã chưa có tổ dân phố nào',
    text: 'Hộ nào cũng thuộc một tổ dân phố. Hãy mở tổ trước, rồi đăng ký hộ.',
    open: 'Mở tổ dân phố',
  },
  en: {
    title: 'The ward has no residential group yet',
    text: 'Every household belongs to one. Open a group first, then register the household.',
    open: 'Open a residential group',
  },
})

/** What a ward that has just begun is told where a household is to be registered. */
export function NoGroups() {
  const t = useMessages(messages)
  const mayOpen = useMay('REGISTRAR')
  return (
    <Notice tone="warning" title={t('title')} action={mayOpen && <Link to="/ho-dan/to-tu-quan">{t('open')}</Link>}>
      <p>{t('text')}</p>
    </Notice>
  )
}
