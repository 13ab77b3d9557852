from benchmarks.server import cpu_ticks, machine_cpu_ticks, resident_bytes


def test_resident_memory_is_told_in_bytes():
    assert resident_bytes("Name:\tpython\nVmPeak:\t  900 kB\nVmRSS:\t  120 kB\n") == 122880


def test_processor_time_is_user_and_system_time_whatever_the_process_is_called():
    stat = "42 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 700 30 0 0"
    assert cpu_ticks(stat) == 730


def test_the_machine_is_busy_with_everything_but_idling_and_waiting():
    assert machine_cpu_ticks("cpu  100 10 20 9000 500 1 2 3 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n") == 136
