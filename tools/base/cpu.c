#include "base/cpu.h"

#include <stdatomic.h>

/* 0: not asked yet; to a virtual machine the question costs much. */
static atomic_int known;
static atomic_int limit = DT_CPU_AVX512;

static enum dt_cpu ask(void)
{
#if defined __x86_64__ && defined __GNUC__
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi") ||
        !__builtin_cpu_supports("bmi2"))
        return DT_CPU_PORTABLE;
    return __builtin_cpu_supports("avx512f") &&
                   __builtin_cpu_supports("avx512dq") &&
                   __builtin_cpu_supports("avx512bw") &&
                   __builtin_cpu_supports("avx512vl") &&
                   __builtin_cpu_supports("avx512vbmi") &&
                   __builtin_cpu_supports("avx512vbmi2") &&
                   __builtin_cpu_supports("popcnt")
               ? DT_CPU_AVX512
               : DT_CPU_AVX2;
#else
    return DT_CPU_PORTABLE;
#endif
}

enum dt_cpu dt_cpu_level(void)
{
    int level = atomic_load_explicit(&known, memory_order_relaxed);
    int most = atomic_load_explicit(&limit, memory_order_relaxed);

    if (!level) {
        level = (int)ask() + 1;
        atomic_store_explicit(&known, level, memory_order_relaxed);
    }
    return (enum dt_cpu)(level - 1 < most ? level - 1 : most);
}

void dt_cpu_limit(enum dt_cpu most)
{
    atomic_store_explicit(&limit, (int)most, memory_order_relaxed);
}
