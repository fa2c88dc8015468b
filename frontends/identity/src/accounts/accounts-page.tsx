import { Link, LinkButton, ReadingView, useMessages, useSearchParams, useServiceReading } from '@vungxanh/remote'
import { Button, DataTable, EmptyState, Page, Panel, SearchInput, Toolbar } from '@vungxanh/ui'
import type { Account, PostsAnswer } from '../answers.ts'
import { messages as common } from '../messages.ts'
import { AccountState, SecondFactorState } from './account-state.tsx'
import { messages } from './messages.ts'

interface AccountsAnswer {
  accounts: readonly Account[]
  next: string | null
}

const join = (known: AccountsAnswer, more: AccountsAnswer): AccountsAnswer => ({
  accounts: [...known.accounts, ...more.accounts],
  next: more.next,
})

export function AccountsPage() {
  const t = useMessages(messages)
  const c = useMessages(common)
  const [address, setAddress] = useSearchParams()
  const search = address.get('tim') ?? ''
  const find = (text: string) => setAddress(text ? { tim: text } : {}, { replace: true })
  const reading = useServiceReading<AccountsAnswer>(`/auth/api/accounts?search=${encodeURIComponent(search)}`, join)
  const posts = useServiceReading<PostsAnswer>('/auth/api/posts').data
  const next = reading.data?.next
  const postsOf = ({ id }: Account) =>
    (posts?.assignments ?? []).filter(({ account }) => account.id === id).map(({ post }) => post)
  return (
    <Page
      title={t('accounts')}
      subtitle={t('accountsText')}
      actions={
        <LinkButton to="/quan-tri/tai-khoan/tao" kind="primary">
          {t('create')}
        </LinkButton>
      }
    >
      <Toolbar>
        <div className="vx-grow">
          <SearchInput label={t('search')} value={search} onSearch={find} autoFocus />
        </div>
      </Toolbar>
      <Panel title={t('accounts')} flush>
        <ReadingView reading={reading} select={(data) => data.accounts} skeletonRows={8}>
          {(accounts) => (
            <DataTable
              caption={t('accounts')}
              rows={accounts}
              rowKey={(account) => account.id}
              empty={
                search ? (
                  <EmptyState action={<Button onClick={() => find('')}>{t('clear')}</Button>}>
                    {t('noMatch', { search })}
                  </EmptyState>
                ) : (
                  <EmptyState>{t('noAccounts')}</EmptyState>
                )
              }
              loadingMore={reading.loadingMore}
              onMore={next ? () => reading.more({ after: next }) : undefined}
              columns={[
                {
                  key: 'name',
                  label: t('name'),
                  render: (account) => <Link to={`/quan-tri/tai-khoan/${account.id}`}>{account.fullName}</Link>,
                },
                { key: 'signIn', label: t('signInName'), nowrap: true, render: (account) => account.signInName },
                {
                  key: 'post',
                  label: c('post'),
                  render: (account) => postsOf(account).join('; ') || (posts ? t('noPost') : '—'),
                },
                { key: 'state', label: c('state'), render: (account) => <AccountState account={account} /> },
                {
                  key: 'factor',
                  label: t('secondFactor'),
                  render: (account) => <SecondFactorState account={account} />,
                },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
    </Page>
  )
}
