"""The second drawing of each chart: a Plotly figure, made when somebody taps “Explore” or asks for its JSON.

Each file says how one model looks, as plain parts of a figure; only `figure` needs the package.
"""
