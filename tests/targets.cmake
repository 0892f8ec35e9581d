# Named targets: cmake --build build --target goldens|reference|bench|coverage
add_custom_target(goldens DEPENDS rapporteur USES_TERMINAL
                  COMMAND ${CMAKE_COMMAND} -E env RAPPORTEUR_BUILD=${CMAKE_BINARY_DIR}
                          python3 ${CMAKE_SOURCE_DIR}/tests/goldens.py --accept)
add_custom_target(reference DEPENDS rapporteur USES_TERMINAL
                  COMMAND ${CMAKE_COMMAND} -E env RAPPORTEUR_BUILD=${CMAKE_BINARY_DIR}
                          python3 ${CMAKE_SOURCE_DIR}/tests/reference.py --accept)
add_custom_target(bench DEPENDS rapporteur USES_TERMINAL COMMAND ${CMAKE_SOURCE_DIR}/tests/bench/run)
add_custom_target(coverage USES_TERMINAL COMMAND ${CMAKE_SOURCE_DIR}/tests/coverage)
