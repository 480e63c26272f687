/*
 * cpu.h - which instructions the processor has, asked at run time.
 *
 * Layer   base. What is done with more instructions gives the same bytes; tests
 *         hold each path against the portable one.
 */
#ifndef DT_BASE_CPU_H
#define DT_BASE_CPU_H

/* Each has what the one before it has. */
enum dt_cpu {
    DT_CPU_PORTABLE,
    DT_CPU_AVX2,  /* with BMI1 and BMI2 */
    DT_CPU_AVX512 /* F, DQ, BW, VL, VBMI and VBMI2 */
};

/* What may be used here; the system saves the registers. */
enum dt_cpu dt_cpu_level(void);

/* Use no more than this from now on, for tests. */
void dt_cpu_limit(enum dt_cpu most);

#endif
