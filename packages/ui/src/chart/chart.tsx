import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type ECharts, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([BarChart, GridComponent, TooltipComponent, LegendComponent, AriaComponent, SVGRenderer])

export interface Series {
  name: string
  values: readonly number[]
  /** A dark and a light one, told apart without colour by their pattern. */
  tone: 'dark' | 'light'
}

export interface ChartProps {
  label: string
  categories: readonly string[]
  series: readonly Series[]
  horizontal?: boolean
  /** The first series to the left of the middle and the others to the right, as a pyramid of ages has it. */
  mirrored?: boolean
  format: (value: number) => string
}

const colours = { dark: '#1c6a46', light: '#8fb8c9' }

/** Bars, drawn as SVG so that they print sharp. Its figures stand beside it in a table. */
export function Chart({ label, categories, series, horizontal, mirrored, format }: ChartProps) {
  const element = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts>(undefined)

  useEffect(() => {
    const host = element.current
    if (!host) return
    chart.current = init(host, undefined, { renderer: 'svg' })
    const observer = new ResizeObserver(() => chart.current?.resize())
    observer.observe(host)
    return () => {
      observer.disconnect()
      chart.current?.dispose()
    }
  }, [])

  useEffect(() => {
    const text = { color: '#4b5a52', fontFamily: 'Be Vietnam Pro, sans-serif', fontSize: 12 }
    const shown = (one: number) => format(Math.abs(one))
    const category = {
      type: 'category' as const,
      data: [...categories],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: '#b4c1b9' } },
      axisLabel: { ...text, ...(horizontal ? { width: 150, overflow: 'truncate' as const } : {}) },
      inverse: (horizontal ?? false) && !mirrored,
    }
    const value = {
      type: 'value' as const,
      splitLine: { lineStyle: { color: '#e3e9e5' } },
      axisLabel: { ...text, formatter: shown, hideOverlap: true },
      splitNumber: horizontal && !mirrored ? 3 : 4,
    }
    chart.current?.setOption(
      {
        animation: false,
        aria: { enabled: true, label: { description: label }, decal: { show: series.length > 1 } },
        textStyle: text,
        grid: { left: 8, right: 20, top: series.length > 1 ? 34 : 10, bottom: 4, containLabel: true },
        legend:
          series.length > 1 ? { left: 0, top: 0, itemWidth: 14, itemHeight: 10, textStyle: text } : { show: false },
        tooltip: {
          trigger: 'axis',
          axisPointer: { type: 'shadow' },
          valueFormatter: (one: unknown) => shown(Number(one)),
        },
        xAxis: horizontal ? value : category,
        yAxis: horizontal ? category : value,
        series: series.map((one, index) => ({
          type: 'bar',
          name: one.name,
          data: one.values.map((value) => (mirrored && index === 0 ? -value : value)),
          ...(mirrored ? { stack: 'age' } : {}),
          itemStyle: { color: colours[one.tone] },
          barMaxWidth: 22,
        })),
      },
      { notMerge: true },
    )
  }, [label, categories, series, horizontal, mirrored, format])

  return <div ref={element} className="vx-chart" data-tall={mirrored || undefined} role="img" aria-label={label} />
}
