// By the package's name: the components of the page, and not a second copy of them.
import { Panel, Skeletons, useUi } from '@vungxanh/ui'
import { lazy, type ReactNode, Suspense } from 'react'
import type { ChartProps } from './chart.tsx'

const Chart = lazy(() =>
  import(/* webpackChunkName: "chart" */ './chart.tsx').then((module) => ({ default: module.Chart })),
)

/** A chart that comes after the numbers, with the same figures as a table. */
export function ChartPanel({
  title,
  empty,
  table,
  ...chart
}: ChartProps & { title: string; empty?: ReactNode; table: ReactNode }) {
  const { words } = useUi()
  if (chart.categories.length === 0 && empty) {
    return (
      <Panel title={title} flush>
        {empty}
      </Panel>
    )
  }
  return (
    <Panel title={title} flush>
      <div className="vx-panel-body">
        <Suspense
          fallback={
            <div className="vx-chart">
              <Skeletons rows={6} />
            </div>
          }
        >
          <Chart {...chart} />
        </Suspense>
      </div>
      <details className="vx-chart-twin">
        <summary>{words.chartTable}</summary>
        {table}
      </details>
    </Panel>
  )
}
